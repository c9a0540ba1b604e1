using System;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Devices;
using DefterX.Gib;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace DefterX.Tests.Gib;

/// <summary>A client of the service with a key in memory.</summary>
internal static class TestClient
{
    public const string PackageId = "1234567808-202609-YB-000000";

    /// <summary>An answer to getBatchStatus whose text is <c>{0}</c>.</summary>
    public const string Status =
        "<ns2:getBatchStatusResponse xmlns:ns2=\"http://webservice.edefter.gib.gov.tr/\"><durum>"
        + "<durumAciklama>{0}</durumAciklama><durumKodu>7</durumKodu><paketKimligi>" + PackageId + "</paketKimligi></durum></ns2:getBatchStatusResponse>";

    private static readonly SoftwareKey s_key = SoftwareKey.Issued(SigningAlgorithm.EcdsaSha384);

    public static GibClient Create(Uri address, TimeSpan? timeout = null, ILogger? logger = null) => new(
        address,
        s_key,
        new GibClientOptions { Timeout = timeout ?? TimeSpan.FromSeconds(20), MaxReplySize = 64 * 1024 },
        logger ?? NullLogger.Instance);

    public static Task<DefterXException> FailureAsync(GibClient client) =>
        Assert.ThrowsAsync<DefterXException>(() => client.GetBatchStatusAsync(PackageId, CancellationToken.None));
}
