using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Ledgers;
using Xunit;

namespace DefterX.Tests.Ledgers;

public sealed class FilingLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Append_FromBranchesAtTheSameTime_KeepsEveryLine()
    {
        const int Lines = 40;
        string[] branches = ["0001", "0002", "0003", "0004"];
        Parallel.ForEach(branches, new ParallelOptions { MaxDegreeOfParallelism = 4 }, branch =>
        {
            FilingLog log = Log(branch);
            for (int i = 0; i < Lines; i++)
            {
                log.Append(new FilingEvent { Time = DateTimeOffset.Now, Step = FilingStep.Sent, Code = i.ToString(CultureInfo.InvariantCulture) });
                Assert.Equal(i + 1, log.Read().Count);
            }
        });
        Assert.All(branches, branch => Assert.Equal(
            Enumerable.Range(0, Lines).Select(i => i.ToString(CultureInfo.InvariantCulture)), Log(branch).Read().Select(step => step.Code)));
    }

    private FilingLog Log(string branch) => new(_folder["filing.jsonl"], branch, LedgerBook.Journal);
}
