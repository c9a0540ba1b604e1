using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace DefterX.Cmdlets.Arguments;

/// <summary>Finds the XML files that a path means.</summary>
internal static class XmlFiles
{
    /// <summary>The files at a path, and the XML files in a folder, by name; a path that is not there is an error of its own.</summary>
    /// <param name="cmdlet">Whose current folder counts.</param>
    /// <param name="path">A file or folder.</param>
    /// <param name="isLiteral">Whether wildcards in it are none.</param>
    public static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, string path, bool isLiteral)
    {
        try
        {
            IEnumerable<string> found = isLiteral
                ? [cmdlet.GetUnresolvedProviderPathFromPSPath(path)]
                : cmdlet.GetResolvedProviderPathFromPSPath(path, out _);
            return [.. found.SelectMany(static file => Directory.Exists(file)
                ? Directory.EnumerateFiles(file, "*.xml").OrderBy(static name => name, StringComparer.Ordinal)
                : (IEnumerable<string>)[file])];
        }
        catch (ItemNotFoundException e)
        {
            cmdlet.WriteError(new ErrorRecord(e, "PathNotFound", ErrorCategory.ObjectNotFound, path));
            return [];
        }
    }
}
