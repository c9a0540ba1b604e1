using System;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Gib;

namespace DefterX.Tests.Filing;

/// <summary>Hands every call on.</summary>
internal abstract class PassingClient(IGibClient client) : IGibClient
{
    public virtual Task<string> SendDocumentFileAsync(string fileName, string path, CancellationToken cancellationToken) =>
        client.SendDocumentFileAsync(fileName, path, cancellationToken);

    public virtual Task<GibAttachment> ReceiveDocumentFileAsync(string packageId, CancellationToken cancellationToken) =>
        client.ReceiveDocumentFileAsync(packageId, cancellationToken);

    public Task<GibBatchStatus> GetBatchStatusAsync(string packageId, CancellationToken cancellationToken) =>
        client.GetBatchStatusAsync(packageId, cancellationToken);

    public void Dispose() => client.Dispose();
}

/// <summary>GİB takes the package, but its answer never comes.</summary>
internal sealed class LosesFirstAnswer(IGibClient client) : PassingClient(client)
{
    public override async Task<string> SendDocumentFileAsync(string fileName, string path, CancellationToken cancellationToken)
    {
        await base.SendDocumentFileAsync(fileName, path, cancellationToken);
        throw new DefterXException(ErrorIds.GibUnreachable, "the line was cut");
    }
}

/// <summary>A byte of every approved berat changes on the way.</summary>
internal sealed class ChangesBerats(IGibClient client) : PassingClient(client)
{
    public override async Task<GibAttachment> ReceiveDocumentFileAsync(string packageId, CancellationToken cancellationToken)
    {
        GibAttachment attachment = await base.ReceiveDocumentFileAsync(packageId, cancellationToken);
        byte[] berat = PackageReader.ReadBerat(attachment, packageId + ".xml");
        int at = berat.AsSpan().IndexOf("2026-09-01"u8);
        berat[at + 9] = (byte)'2';
        return new GibAttachment(packageId + ".xml", berat);
    }
}
