using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;

namespace DefterX.Cmdlets.Tests.Scripts;

/// <summary>A script, or all scripts of a page or a view, with each line where it is in the file.</summary>
internal sealed class Script
{
    /// <param name="path">Relative to the repository, with slashes.</param>
    /// <param name="source">The whole file.</param>
    /// <param name="hasByteOrderMark">Whether the file begins with one.</param>
    /// <param name="shared">Variables that other scripts set for those that they are part of.</param>
    public Script(string path, string source, bool hasByteOrderMark = false, IEnumerable<string>? shared = null)
    {
        Path = path;
        Source = source;
        HasByteOrderMark = hasByteOrderMark;
        Shared = new HashSet<string>(shared ?? [], StringComparer.OrdinalIgnoreCase);
        Ast = Parser.ParseInput(ScriptText.Extract(path, source), path, out Token[] tokens, out ParseError[] errors);
        Tokens = tokens;
        Errors = errors;
    }

    public string Path { get; }

    public string Source { get; }

    public bool HasByteOrderMark { get; }

    public IReadOnlySet<string> Shared { get; }

    public ScriptBlockAst Ast { get; }

    public IReadOnlyList<Token> Tokens { get; }

    public IReadOnlyList<ParseError> Errors { get; }

    /// <summary>A page of the documentation, whose examples leave out what is around them.</summary>
    public bool IsPage => Path.EndsWith(".md", StringComparison.Ordinal);

    public bool IsView => Path.EndsWith(".ps1xml", StringComparison.Ordinal);

    /// <summary>Only the tests and the tools need PowerShell 7.</summary>
    public bool RunsInWindowsPowerShell =>
        !Path.StartsWith("tests/", StringComparison.Ordinal) && !Path.StartsWith("tools/", StringComparison.Ordinal);

    public IEnumerable<T> All<T>(Func<T, bool>? isWanted = null)
        where T : Ast =>
        Ast.FindAll(ast => ast is T found && isWanted?.Invoke(found) != false, searchNestedScriptBlocks: true).Cast<T>();

    /// <summary>The lines where such parts begin, from 1.</summary>
    public IEnumerable<int> Lines<T>(Func<T, bool>? isWanted = null)
        where T : Ast => All(isWanted).Select(static ast => ast.Extent.StartLineNumber);

    /// <summary>The lines of the file that are so, from 1.</summary>
    public IEnumerable<int> SourceLines(Func<string, bool> isWanted) =>
        Source.Split('\n').Index().Where(line => isWanted(line.Item)).Select(static line => line.Index + 1);
}
