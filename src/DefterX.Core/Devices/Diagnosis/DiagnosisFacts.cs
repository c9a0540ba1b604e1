using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using DefterX.Certificates;
using DefterX.Devices.Pkcs11;
using DefterX.Devices.SmartCards;

namespace DefterX.Devices.Diagnosis;

/// <summary>All that a diagnosis goes by.</summary>
internal sealed record DiagnosisFacts
{
    /// <summary>The smart card service and its readers.</summary>
    public required SmartCardSurvey SmartCards { get; init; }

    /// <summary>The PKCS#11 libraries, those that were named first.</summary>
    public required IReadOnlyList<ExaminedLibrary> Libraries { get; init; }

    /// <summary>The devices that this process is connected to.</summary>
    public IReadOnlyList<DeviceConnection> Connections { get; init; } = [];

    /// <summary>What is known of the trust in certificates, by thumbprint.</summary>
    public IReadOnlyDictionary<string, CertificateVerdict> Trust { get; init; } = new Dictionary<string, CertificateVerdict>();

    /// <summary>The device's name that is asked for, with <c>*</c> and <c>?</c>; null for every device.</summary>
    public string? Name { get; init; }

    /// <summary>The time, local.</summary>
    public required DateTime Now { get; init; }

    public required HostSystem System { get; init; }

    public required Architecture ProcessArchitecture { get; init; }
}

/// <summary>A PKCS#11 library: its file and its answer.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Image">What its file is.</param>
/// <param name="Report">Its answer, or null when it was not asked as it might have ended the process.</param>
internal sealed record ExaminedLibrary(string Path, LibraryImage Image, LibraryReport? Report);

/// <summary>A device that this process is connected to.</summary>
/// <param name="Device">The device.</param>
/// <param name="Certificate">Its certificate.</param>
/// <param name="GibUri">The GİB service that it was connected to, or null.</param>
/// <param name="GibConnected">Whether GİB took its signature.</param>
internal sealed record DeviceConnection(Device Device, X509Certificate2 Certificate, Uri? GibUri, bool GibConnected);
