using System;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Gib;

/// <summary>GİB's e-Defter web service (Web Servis Kılavuzu v1.7).</summary>
internal interface IGibClient : IDisposable
{
    /// <summary>Sends one package; GİB processes it afterwards.</summary>
    /// <param name="fileName">The package's name with <c>.zip</c>.</param>
    /// <param name="path">The zip file.</param>
    /// <returns>GİB's answer, «[name] paketi işleme alındı».</returns>
    /// <exception cref="DefterXException"><see cref="ErrorIds.GibRejected"/>, <see cref="ErrorIds.GibNotAuthorized"/>,
    /// <see cref="ErrorIds.GibUnreachable"/>, <see cref="ErrorIds.OperationTimeout"/>.</exception>
    Task<string> SendDocumentFileAsync(string fileName, string path, CancellationToken cancellationToken);

    /// <summary>Fetches the approved berat of a package.</summary>
    /// <param name="packageId">Such as <c>1234567890-202609-YB-000000</c>.</param>
    Task<GibAttachment> ReceiveDocumentFileAsync(string packageId, CancellationToken cancellationToken);

    /// <summary>The state of the newest upload of a package.</summary>
    Task<GibBatchStatus> GetBatchStatusAsync(string packageId, CancellationToken cancellationToken);
}

/// <summary>A file that GİB sent: a zip or an XML document.</summary>
internal sealed record GibAttachment(string FileName, byte[] Content);

/// <summary>GİB's answer to getBatchStatus.</summary>
/// <param name="PackageId">paketKimligi.</param>
/// <param name="Code">durumKodu.</param>
/// <param name="Text">durumAciklama.</param>
/// <param name="State">What the text says; the list of codes is not published.</param>
internal sealed record GibBatchStatus(string PackageId, string Code, string Text, GibBatchState State);

/// <summary>The stages of a package at GİB (Uygulama Kılavuzu).</summary>
internal enum GibBatchState
{
    /// <summary>Taken, or waiting for the other file.</summary>
    Processing,

    /// <summary>«Paket Başarıyla İşlendi».</summary>
    Succeeded,

    /// <summary>Processed with an error; the text says which.</summary>
    Failed,
}
