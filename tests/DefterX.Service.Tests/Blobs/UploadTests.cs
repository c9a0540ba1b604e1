using System;
using System.IO;
using System.IO.Pipelines;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Blobs;
using DefterX.Service.Problems;
using DefterX.Service.Storage;
using DefterX.Service.Tests.Rooms;
using Xunit;

namespace DefterX.Service.Tests.Blobs;

/// <summary>Contents come in whole, in pieces, or not at all.</summary>
public sealed class UploadTests
{
    private static readonly byte[] s_content = [.. Enumerable.Range(0, 700_001).Select(i => (byte)(i * 7 / 3))];
    private static readonly string s_sha256 = Convert.ToHexStringLower(SHA256.HashData(s_content));

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task GoesOnInTheMiddleThroughAnotherInstance(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        await using TestOffice beside = office.Beside();
        string id = await AnnounceAsync(office);

        UploadStatus half = await office.Uploads.ReceiveAsync(office.OfficeId, id, 0, 400_000, Part(0, 400_000), CancellationToken.None);
        Assert.Equal(new UploadStatus(id, 400_000, false), half);
        Assert.Equal(half, await beside.Uploads.StatusAsync(office.OfficeId, id, CancellationToken.None));
        ServiceException elsewhere = await TestOffice.RefusedAsync(ServiceCodes.OffsetMismatch, () =>
            beside.Uploads.ReceiveAsync(office.OfficeId, id, 1, null, Part(1), CancellationToken.None));
        Assert.Equal(400_000, elsewhere.Offset);

        UploadStatus whole = await beside.Uploads.ReceiveAsync(office.OfficeId, id, 400_000, null, Part(400_000), CancellationToken.None);
        Assert.Equal(new UploadStatus(null, s_content.Length, true), whole);
        await using FileStream kept = await office.Blobs.OpenAsync(office.OfficeId, s_sha256, CancellationToken.None);
        Assert.Equal(s_sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(kept)));
        await TestOffice.RefusedAsync(ServiceCodes.NotFound, () => office.Uploads.StatusAsync(office.OfficeId, id, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task TakesNoMoreThanAnOfficeMayKeep(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        office.Options.MaximumOfficeBytes = s_content.Length + 10;
        string id = await AnnounceAsync(office);
        ServiceException full = await TestOffice.RefusedAsync(ServiceCodes.TooLarge, () => AnnounceAsync(office, 11));
        Assert.Contains("700001", full.Detail!.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await office.Uploads.ReceiveAsync(office.OfficeId, id, 0, null, Part(0), CancellationToken.None);
        await TestOffice.RefusedAsync(ServiceCodes.TooLarge, () => AnnounceAsync(office, 11));

        // What it has already takes no room, nor does what is thrown away; of many at once none slips by.
        Assert.True((await office.Uploads.AnnounceAsync(office.OfficeId, new UploadRequest(s_content.Length, s_sha256), CancellationToken.None)).IsComplete);
        string small = await AnnounceAsync(office, 10);
        await TestOffice.RefusedAsync(ServiceCodes.TooLarge, () => AnnounceAsync(office, 1));
        await office.Uploads.CancelAsync(office.OfficeId, small, CancellationToken.None);
        bool[] taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                await AnnounceAsync(office, 6, i);
                return true;
            }
            catch (ServiceException e) when (e.Code == ServiceCodes.TooLarge)
            {
                return false;
            }
        }));
        Assert.Single(taken, isTaken => isTaken);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task KeepsWhatCameBeforeTheConnectionBroke(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        string id = await AnnounceAsync(office);
        await Assert.ThrowsAsync<IOException>(() => office.Uploads.ReceiveAsync(
            office.OfficeId, id, 0, s_content.Length, new BrokenStream(s_content, 300_123), CancellationToken.None));
        UploadStatus status = await office.Uploads.StatusAsync(office.OfficeId, id, CancellationToken.None);
        Assert.Equal(300_123, status.Offset);
        UploadStatus whole = await office.Uploads.ReceiveAsync(office.OfficeId, id, 300_123, null, Part(300_123), CancellationToken.None);
        Assert.True(whole.IsComplete);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task StartsAgainWhereAnInstanceEndedBetweenTheFileAndItsRow(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        string id = await AnnounceAsync(office);
        await office.Uploads.ReceiveAsync(office.OfficeId, id, 0, 400_000, Part(0, 400_000), CancellationToken.None);
        await File.AppendAllBytesAsync(office.Folders.UploadOf(office.OfficeId, id), s_content[400_000..]);
        office.Folders.Keep(office.OfficeId, id, s_sha256, s_content.Length);

        await TestOffice.RefusedAsync(ServiceCodes.NotFound, () => office.Uploads.StatusAsync(office.OfficeId, id, CancellationToken.None));
        await TestOffice.RefusedAsync(ServiceCodes.NotFound, () =>
            office.Uploads.ReceiveAsync(office.OfficeId, id, 0, null, Part(0), CancellationToken.None));
        string again = await AnnounceAsync(office);
        UploadStatus whole = await office.Uploads.ReceiveAsync(office.OfficeId, again, 0, null, Part(0), CancellationToken.None);
        Assert.True(whole.IsComplete);
        await using FileStream kept = await office.Blobs.OpenAsync(office.OfficeId, s_sha256, CancellationToken.None);
        Assert.Equal(s_sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(kept)));
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task ThrowsAwayWhatIsNotWhatWasAnnounced(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        byte[] other = [.. s_content];
        other[^1] ^= 1;
        await GoneAsync(office, other.Length, new MemoryStream(other));
        await GoneAsync(office, null, new MemoryStream([.. s_content, 0]));
        await GoneAsync(office, s_content.Length + 1, Stream.Null);
        await TestOffice.RefusedAsync(ServiceCodes.NotFound, () => office.Blobs.OpenAsync(office.OfficeId, s_sha256, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task LetsOneWriterAtATime(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        await using TestOffice beside = office.Beside();
        string id = await AnnounceAsync(office);
        // What is written returns once it is read.
        Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        Task<UploadStatus> first = office.Uploads.ReceiveAsync(office.OfficeId, id, 0, null, pipe.Reader.AsStream(), CancellationToken.None);
        await Task.WhenAny(first, pipe.Writer.WriteAsync(s_content.AsMemory(0, 1)).AsTask());
        ServiceException second = await TestOffice.RefusedAsync(ServiceCodes.OffsetMismatch, () =>
            beside.Uploads.ReceiveAsync(office.OfficeId, id, 0, null, Part(0), CancellationToken.None));
        Assert.Equal(1, second.RetryAfterSeconds);
        await TestOffice.RefusedAsync(ServiceCodes.OffsetMismatch, () => beside.Uploads.CancelAsync(office.OfficeId, id, CancellationToken.None));
        await pipe.Writer.WriteAsync(s_content.AsMemory(1));
        await pipe.Writer.CompleteAsync();
        Assert.True((await first).IsComplete);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task KeepsWhatTwoSendAtOnce(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        await using TestOffice beside = office.Beside();
        string[] ids = [await AnnounceAsync(office), await AnnounceAsync(beside)];
        TestOffice[] instances = [office, beside];
        UploadStatus[] statuses = await Task.WhenAll(instances.Zip(ids, (instance, id) => Task.Run(() =>
            instance.Uploads.ReceiveAsync(office.OfficeId, id, 0, null, Part(0), CancellationToken.None))));
        Assert.All(statuses, status => Assert.True(status.IsComplete));
        await using FileStream kept = await beside.Blobs.OpenAsync(office.OfficeId, s_sha256, CancellationToken.None);
        Assert.Equal(s_content.Length, kept.Length);
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task TellsNothingOfAnotherOffice(string database)
    {
        await using TestOffice office = await TestOffice.CreateAsync(database);
        TestOffice other = await office.OtherAsync();
        string id = await AnnounceAsync(other);
        await TestOffice.RefusedAsync(ServiceCodes.NotFound, () => office.Uploads.StatusAsync(office.OfficeId, id, CancellationToken.None));
        await TestOffice.RefusedAsync(ServiceCodes.NotFound, () =>
            office.Uploads.ReceiveAsync(office.OfficeId, id, 0, null, Part(0), CancellationToken.None));
        await TestOffice.RefusedAsync(ServiceCodes.NotFound, () => office.Uploads.CancelAsync(office.OfficeId, id, CancellationToken.None));

        await other.UploadAsync("ledgers/a.xml", s_content);
        await TestOffice.RefusedAsync(ServiceCodes.NotFound, () => office.Blobs.OpenAsync(office.OfficeId, s_sha256, CancellationToken.None));
        UploadRequest request = new(s_content.Length, s_sha256);
        Assert.False((await office.Uploads.AnnounceAsync(office.OfficeId, request, CancellationToken.None)).IsComplete);
        Assert.True((await other.Uploads.AnnounceAsync(other.OfficeId, request, CancellationToken.None)).IsComplete);
    }

    [Fact]
    public async Task RefusesWhatIsNoContent()
    {
        await using TestOffice office = await TestOffice.CreateAsync(nameof(DatabaseProvider.Sqlite));
        foreach (string name in (string[])["../../etc/passwd", "..", "", s_sha256.ToUpperInvariant(), s_sha256 + "0", s_sha256[..63] + "/"])
        {
            await TestOffice.RefusedAsync(ServiceCodes.NotFound, () => office.Blobs.OpenAsync(office.OfficeId, name, CancellationToken.None));
            await TestOffice.RefusedAsync(ServiceCodes.NotFound, () => office.Uploads.StatusAsync(office.OfficeId, name, CancellationToken.None));
            await TestOffice.RefusedAsync(ServiceCodes.RequestInvalid, () => RequestAsync(1, name));
            Assert.Throws<ArgumentException>(() => office.Folders.BlobOf(office.OfficeId, name));
        }

        await TestOffice.RefusedAsync(ServiceCodes.RequestInvalid, () => RequestAsync(-1, s_sha256));
        office.Options.MaximumFileBytes = 1000;
        ServiceException large = await TestOffice.RefusedAsync(ServiceCodes.TooLarge, () => RequestAsync(1001, s_sha256));
        Assert.Equal(413, large.Status);
        await TestOffice.RefusedAsync(ServiceCodes.ChecksumMismatch, () => RequestAsync(0, s_sha256));
        Assert.True((await RequestAsync(0, BlobName.Empty)).IsComplete);

        Task<UploadStatus> RequestAsync(long length, string sha256) =>
            office.Uploads.AnnounceAsync(office.OfficeId, new UploadRequest(length, sha256), CancellationToken.None);
    }

    private static async Task GoneAsync(TestOffice office, long? count, Stream body)
    {
        string id = await AnnounceAsync(office);
        ServiceException refused = await TestOffice.RefusedAsync(ServiceCodes.ChecksumMismatch, () =>
            office.Uploads.ReceiveAsync(office.OfficeId, id, 0, count, body, CancellationToken.None));
        Assert.Equal(422, refused.Status);
        Assert.False(File.Exists(office.Folders.UploadOf(office.OfficeId, id)));
        await TestOffice.RefusedAsync(ServiceCodes.NotFound, () => office.Uploads.StatusAsync(office.OfficeId, id, CancellationToken.None));
    }

    private static async Task<string> AnnounceAsync(TestOffice office)
    {
        UploadStatus status =
            await office.Uploads.AnnounceAsync(office.OfficeId, new UploadRequest(s_content.Length, s_sha256), CancellationToken.None);
        Assert.Equal((0, false), (status.Offset, status.IsComplete));
        return status.Id!;
    }

    // Of some other content.
    private static async Task<string> AnnounceAsync(TestOffice office, int length, int seed = 0)
    {
        string sha256 = Convert.ToHexStringLower(SHA256.HashData([(byte)seed, 9]));
        return (await office.Uploads.AnnounceAsync(office.OfficeId, new UploadRequest(length, sha256), CancellationToken.None)).Id!;
    }

    private static MemoryStream Part(int from, int? to = null) => new(s_content[from..(to ?? s_content.Length)]);

    private sealed class BrokenStream(byte[] content, int end) : MemoryStream(content, 0, end)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer, cancellationToken);
            return read == 0 ? throw new IOException("The connection broke.") : read;
        }
    }
}
