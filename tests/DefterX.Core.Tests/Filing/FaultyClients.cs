using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using System.Xml.Linq;
using DefterX.Gib;

namespace DefterX.Tests.Filing;

/// <summary>Hands every call on.</summary>
internal abstract class PassingClient(IGibClient client) : IGibClient
{
    public virtual Task<string> SendDocumentFileAsync(string fileName, string path, CancellationToken cancellationToken) =>
        client.SendDocumentFileAsync(fileName, path, cancellationToken);

    public virtual Task<GibAttachment> ReceiveDocumentFileAsync(string packageId, CancellationToken cancellationToken) =>
        client.ReceiveDocumentFileAsync(packageId, cancellationToken);

    public virtual Task<GibBatchStatus> GetBatchStatusAsync(string packageId, CancellationToken cancellationToken) =>
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

/// <summary>GİB takes every package, and knows none afterwards.</summary>
internal sealed class ForgetsPackages(IGibClient client) : PassingClient(client)
{
    private readonly List<string> _taken = [];

    /// <summary>Whether it knows them all the same, and is still at work.</summary>
    public bool IsProcessing { get; set; }

    /// <summary>The packages, as often as they were sent.</summary>
    public IReadOnlyList<string> Taken => _taken;

    public override Task<string> SendDocumentFileAsync(string fileName, string path, CancellationToken cancellationToken)
    {
        _taken.Add(fileName);
        return Task.FromResult(fileName + " paketi işleme alındı");
    }

    public override Task<GibBatchStatus> GetBatchStatusAsync(string packageId, CancellationToken cancellationToken) => IsProcessing
        ? Task.FromResult(new GibBatchStatus(packageId, "201", "İşleniyor", GibBatchState.Processing))
        : throw GibFaults.ToException(new XElement("Fault", new XElement("Reason", new XElement("Text", "304 paket yok"))), packageId);
}
