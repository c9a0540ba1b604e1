namespace DefterX.GibSimulator;

/// <summary>One upload that was taken.</summary>
/// <param name="Name">Such as <c>1234567808-202501-YB-000000</c>.</param>
/// <param name="UploadedBy">The VKN or TCKN of the envelope's signer.</param>
/// <param name="Status">The stage of processing.</param>
/// <param name="StatusText">GİB's text for it, with the reason of a failure.</param>
/// <param name="SendCount">How often sendDocumentFile named this package, refused and lost calls included.</param>
/// <param name="TakenCount">How often an upload of this name was stored.</param>
/// <param name="DownloadCount">How often its approved berat was received.</param>
public sealed record SimulatedPackage(
    string Name, string UploadedBy, PackageStatus Status, string StatusText, int SendCount, int TakenCount, int DownloadCount);
