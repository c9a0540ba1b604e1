using System.IO;
using System.Linq;
using DefterX.Ledgers;

namespace DefterX.Filing.Signing;

/// <summary>What there is to be done in order to sign something.</summary>
/// <param name="Bytes">The size of the files to be read.</param>
/// <param name="Signatures">How often the device signs.</param>
internal readonly record struct SigningWork(long Bytes, int Signatures)
{
    /// <summary>What is missing to a created month; berats are small and count as signatures alone.</summary>
    public static SigningWork Of(MonthFolder folder)
    {
        string[] unsigned =
            [.. folder.Signed().Select(file => folder.PathOf(file.Kind, file.Part)).Where(path => !LedgerStatus.IsSigned(path))];
        return new SigningWork(unsigned.Where(File.Exists).Sum(path => new FileInfo(path).Length), unsigned.Length);
    }
}
