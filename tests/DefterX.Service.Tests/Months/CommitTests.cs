using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Problems;
using DefterX.Service.Storage;
using DefterX.Service.Tests.Rooms;
using Xunit;

namespace DefterX.Service.Tests.Months;

/// <summary>A month changes all or nothing.</summary>
public sealed class CommitTests
{
    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task ChangesFilesLogStateAndFigures(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        string lease = await office.LeaseAsync();
        FileEntry first = await office.UploadAsync("ledgers/y.xml", [1]);
        FileEntry second = await office.UploadAsync("journals/şubat.xml", [2]);
        string created = TestOffice.Line(FilingStep.Created);
        CommitRequest commit = TestOffice.Commit(lease, 0, first, second) with { Log = [created] };
        CommitResponse response = await office.CommitAsync(commit);
        Assert.Equal(new CommitResponse(1, 1), response);
        Assert.Equal(response, await office.CommitAsync(commit));

        FileEntry changed = await office.UploadAsync("ledgers/y.xml", [3]);
        string signed = TestOffice.Line(FilingStep.Signed);
        await office.CommitAsync(TestOffice.Commit(lease, 1, changed) with
        {
            Delete = [second.Name, "ledgers/never-there.xml"],
            Log = [signed],
            State = LedgerState.Signed,
            Figures = new MonthFigures { SignedBy = "Ayşe", TotalDebit = 12.34m },
        });

        MonthDocument month = await office.Months.GetAsync(office.Month(), CancellationToken.None);
        Assert.Equal([changed], month.Files);
        Assert.Equal([created, signed], month.Log);
        Assert.Equal((2L, LedgerState.Signed), (month.Entry.Version, month.Entry.State));
        Assert.Equal(("Ayşe", 12.34m), (month.Entry.Figures.SignedBy, month.Entry.Figures.TotalDebit));
        Assert.Equal(
            ["MonthCommitted 1234567890/2026-09/-/journal Missing → Created", "MonthCommitted 1234567890/2026-09/-/journal Created → Signed"],
            await office.AuditAsync());
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task LeavesNothingBehindWhenItIsRefused(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        TestOffice other = await office.OtherAsync();
        string lease = await office.LeaseAsync();
        FileEntry ours = await office.UploadAsync("ledgers/a.xml", [1]);
        FileEntry theirs = await other.UploadAsync("ledgers/b.xml", [2]);
        CommitRequest commit = TestOffice.Commit(lease, 0, ours);
        await RefusedAsync(ServiceCodes.RequestInvalid, TestOffice.Commit(lease, 0, ours, theirs));
        await RefusedAsync(ServiceCodes.RequestInvalid, TestOffice.Commit(lease, 0, ours with { Length = 2 }));
        await RefusedAsync(ServiceCodes.RequestInvalid, TestOffice.Commit(lease, 0, ours, ours with { Name = "ledgers/A.xml" }));
        await RefusedAsync(ServiceCodes.VersionConflict, commit with { Version = 1 });
        await RefusedAsync(ServiceCodes.LeaseLost, commit with { Lease = TestOffice.NewLease() });
        await RefusedAsync(ServiceCodes.LeaseLost, commit with { Lease = null! });
        await TestOffice.RefusedAsync(ServiceCodes.LeaseLost, () => other.CommitAsync(commit));
        await TestOffice.RefusedAsync(ServiceCodes.MonthNotFound, () => office.Months.GetAsync(office.Month(), CancellationToken.None));
        Assert.Empty((await office.Months.ListAsync(office.OfficeId, 0, CancellationToken.None)).Months);
        Assert.Empty(await office.AuditAsync());

        Task RefusedAsync(string code, CommitRequest refused) => TestOffice.RefusedAsync(code, () => office.CommitAsync(refused));
    }

    [Fact]
    public async Task RefusesWhatIsNoCommit()
    {
        await using TestOffice office = await TestOffice.CreateAsync(nameof(DatabaseProvider.Sqlite));
        FileEntry file = await office.UploadAsync("ledgers/a.xml", [1]);
        CommitRequest good = TestOffice.Commit(await office.LeaseAsync(), 0, file);
        string line = TestOffice.Line(FilingStep.Created);
        CommitRequest[] bad =
        [
            good with { CommitId = null! }, good with { CommitId = " " }, good with { Version = -1 }, good with { Put = null! },
            good with { Put = [null!] }, good with { Delete = [null!] }, good with { Delete = ["../a"] }, good with { Delete = [file.Name] },
            good with { Put = [file with { Name = "ledgers/../../a" }] }, good with { Put = [file with { Name = "/etc/passwd" }] },
            good with { Put = [file with { Sha256 = "../" + file.Sha256[3..] }] }, good with { Put = [file, file] },
            good with { State = (LedgerState)99 }, good with { Figures = null! }, good with { Log = null! }, good with { Log = [null!] },
            good with { Log = [""] }, good with { Log = ["{}"] }, good with { Log = [line.Replace(",", ",\n", System.StringComparison.Ordinal)] },
            good with { Log = [line.Replace("Created", "99", System.StringComparison.Ordinal)] },
            good with { Log = [TestOffice.Line(FilingStep.Created, branch: "0001")] },
            good with { Log = [TestOffice.Line(FilingStep.Created, book: LedgerBook.Inventory)] },
        ];
        foreach (CommitRequest commit in bad) await TestOffice.RefusedAsync(ServiceCodes.RequestInvalid, () => office.CommitAsync(commit));
        await office.CommitAsync(good with { Log = [line] });
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task LetsPreparersGoAsFarAsCreated(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        string lease = await office.LeaseAsync();
        CommitRequest commit = TestOffice.Commit(lease, 0);
        FilingStep[] theirs = [FilingStep.Created, FilingStep.Removed, FilingStep.Failed];
        foreach (FilingStep step in System.Enum.GetValues<FilingStep>().Except(theirs))
        {
            await RefusedAsync(commit with { Log = [TestOffice.Line(FilingStep.Created), TestOffice.Line(step)] });
        }

        foreach (LedgerState state in System.Enum.GetValues<LedgerState>().Where(state => state > LedgerState.Created))
        {
            await RefusedAsync(commit with { State = state });
        }

        await PrepareAsync(commit with { Log = [.. theirs.Select(step => TestOffice.Line(step))] });
        long version = 1;
        LedgerState[] signers = [LedgerState.Signed, LedgerState.Sending, LedgerState.Sent, LedgerState.Approved, LedgerState.Rejected];
        foreach (LedgerState state in signers)
        {
            await office.CommitAsync(TestOffice.Commit(lease, version++) with { State = state });
            await RefusedAsync(TestOffice.Commit(lease, version) with { State = LedgerState.Imported });
        }

        Task PrepareAsync(CommitRequest request) => office.CommitAsync(request, caller: office.Caller(OfficeRole.Preparer));
        Task RefusedAsync(CommitRequest request) => TestOffice.RefusedAsync(ServiceCodes.RoleRequired, () => PrepareAsync(request));
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task LetsOneOfManyWin(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        await using TestOffice beside = office.Beside();
        string lease = await office.LeaseAsync();
        CommitRequest[] commits = [.. Enumerable.Range(0, 12).Select(_ => TestOffice.Commit(lease, 0))];
        string?[] codes = await Task.WhenAll(commits.Select((commit, i) => Task.Run(async () =>
        {
            try
            {
                await (i % 2 == 0 ? office : beside).CommitAsync(commit);
                return null;
            }
            catch (ServiceException exception)
            {
                return exception.Code;
            }
        })));
        Assert.Single(codes, code => code is null);
        Assert.Equal(11, codes.Count(code => code == ServiceCodes.VersionConflict));
    }
}
