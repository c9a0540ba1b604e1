using System;
using System.Collections.Generic;
using DefterX.Journals;

namespace DefterX.Office;

/// <summary>What <c>office.json</c> says of an accounting office. Immutable.</summary>
public sealed record OfficeSettings
{
    /// <summary>The office's customer number, digits only.</summary>
    public required string CustomerNumber { get; init; }

    /// <summary>The office's name.</summary>
    public required string Name { get; init; }

    /// <summary>GİB's environment; fixed once something was sent.</summary>
    public GibEnvironment GibEnvironment { get; init; } = GibEnvironment.Test;

    /// <summary>An address of GİB's web service other than the environment's, or null.</summary>
    public Uri? GibUri { get; init; }

    /// <summary>How certificates are sent to GİB's web service.</summary>
    public GibTokenType GibTokenType { get; init; } = GibTokenType.X509PKIPathv1;

    /// <summary>How patient the office is with GİB's web service.</summary>
    public GibRetrySettings GibRetry { get; init; } = new();

    /// <summary>The software that the ledgers name as their source.</summary>
    public required SourceApplication SourceApplication { get; init; }

    /// <summary>After how long without use a session expires.</summary>
    public TimeSpan SessionIdleTimeout { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Files with root certificates and their intermediates (PEM or DER), relative to the office folder,
    /// that are trusted beside those in its folder <c>roots</c>. None are built in.</summary>
    public IReadOnlyList<string> TrustedRoots { get; init; } = [];

    /// <summary>The authority that is asked for time stamps where they are wanted, or null. None is built in.</summary>
    public TimeStampSettings? TimeStamp { get; init; }

    /// <summary>What the office's codes of documents stand for (LUCA's Belge Türü, such as EA), by code.</summary>
    public IReadOnlyDictionary<string, DocumentTypeCode> DocumentTypeCodes { get; init; } = new Dictionary<string, DocumentTypeCode>();
}

/// <summary>A time-stamping authority (RFC 3161).</summary>
/// <param name="Uri">Its address, http or https. It must answer without a user name.</param>
/// <param name="Policy">The policy to ask for, an object identifier; null leaves it to the authority.</param>
public sealed record TimeStampSettings(Uri Uri, string? Policy = null);

/// <summary>The identity of the software (gl-bus:sourceApplication; Yazılım Uyumluluk Onay Kılavuzu 3.2).</summary>
/// <param name="Identifier">VKN or TCKN of the software's owner.</param>
/// <param name="Title">The owner's registered name.</param>
/// <param name="Program">The program's name.</param>
/// <param name="Version">The approved version.</param>
public sealed record SourceApplication(string Identifier, string Title, string Program, string Version)
{
    /// <summary>The form in the ledgers, <c>VKN##ÜNVAN##PROGRAM##VERSİYON</c>.</summary>
    public override string ToString() => $"{Identifier}##{Title}##{Program}##{Version}";
}
