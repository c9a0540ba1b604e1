using System.IO;
using System.Threading;
using DefterX.Ledgers;
using DefterX.Ledgers.Rules;
using Xunit;

namespace DefterX.Tests.Ledgers;

/// <summary>What a sound ledger holds.</summary>
internal static class Facts
{
    public static LedgerFacts Of(string path)
    {
        Assert.True(LedgerFileName.TryParse(Path.GetFileName(path), out LedgerFileName? name), path);
        return LedgerFileCheck.Read(path, name!, CancellationToken.None);
    }
}
