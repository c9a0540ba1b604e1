using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Blobs;
using DefterX.Service.Months;
using DefterX.Service.Problems;
using DefterX.Service.Tests.Rooms;
using Xunit;

namespace DefterX.Service.Tests.Blobs;

/// <summary>The clean-up takes what nobody wants, and never what somebody has.</summary>
public sealed class CleanupTests
{
    // Everything is old.
    private static readonly TimeSpan s_noPatience = TimeSpan.FromMinutes(-1);

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task RemovesWhatNoMonthHas(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        FileEntry kept = await office.UploadAsync("ledgers/a.xml", [1, 2, 3]);
        FileEntry unwanted = await office.UploadAsync("ledgers/b.xml", [4, 5, 6]);
        await office.CommitAsync(TestOffice.Commit(await office.LeaseAsync(), 0, kept));
        UploadRequest request = new(10, new string('a', 64));
        UploadStatus upload = await office.Uploads.AnnounceAsync(office.OfficeId, request, CancellationToken.None);
        string orphan = office.Folders.BlobOf(office.OfficeId, new string('b', 64));
        Directory.CreateDirectory(Path.GetDirectoryName(orphan)!);
        await File.WriteAllBytesAsync(orphan, [1]);

        Assert.Equal(0, await office.Cleanup.RunAsync(BlobCleanup.Patience, CancellationToken.None));
        Assert.True(File.Exists(orphan));
        Assert.Equal(3, await office.Cleanup.RunAsync(s_noPatience, CancellationToken.None));

        Assert.False(File.Exists(orphan));
        Assert.False(File.Exists(office.Folders.BlobOf(office.OfficeId, unwanted.Sha256)));
        Assert.False(File.Exists(office.Folders.UploadOf(office.OfficeId, upload.Id!)));
        await TestOffice.RefusedAsync(ServiceCodes.NotFound, () => office.Uploads.StatusAsync(office.OfficeId, upload.Id!, CancellationToken.None));
        await TestOffice.RefusedAsync(ServiceCodes.NotFound, () => office.Blobs.OpenAsync(office.OfficeId, unwanted.Sha256, CancellationToken.None));
        await using FileStream file = await office.Blobs.OpenAsync(office.OfficeId, kept.Sha256, CancellationToken.None);
        Assert.Equal(3, file.Length);
        Assert.Equal(0, await office.Cleanup.RunAsync(s_noPatience, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task LeavesWhatIsCommittedAtTheSameMoment(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        await using TestOffice beside = office.Beside();
        MonthKey month = office.Month();
        string lease = await office.LeaseAsync(month);
        using CancellationTokenSource end = new();
        int removed = 0;
        Task cleaning = Task.Run(async () =>
        {
            for (int i = 0; !end.IsCancellationRequested; i++)
            {
                removed += await beside.Cleanup.RunAsync(s_noPatience, CancellationToken.None);
                await Task.Delay(i % 20);
            }
        });

        long version = 0;
        for (int i = 0; i < 2000 && (version < 20 || removed < 5); i++)
        {
            try
            {
                FileEntry file = await office.UploadAsync($"ledgers/{i}.xml", BitConverter.GetBytes(i));
                version = (await office.CommitAsync(TestOffice.Commit(lease, version, file), month)).Version;
            }
            catch (ServiceException exception) when (
                exception.Code is ServiceCodes.RequestInvalid or ServiceCodes.NotFound or ServiceCodes.OffsetMismatch)
            {
                // The clean-up was faster: it is told, and sent again.
            }
        }

        await end.CancelAsync();
        await cleaning;
        Assert.InRange(version, 20, 2000);
        Assert.InRange(removed, 5, 2000);
        MonthDocument document = await office.Months.GetAsync(month, CancellationToken.None);
        Assert.Equal(version, document.Files.Count);
        Assert.All(document.Files, file => Assert.Equal(4, BlobFolders.LengthOf(office.Folders.BlobOf(office.OfficeId, file.Sha256))));
    }
}
