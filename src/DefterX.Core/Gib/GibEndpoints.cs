using System;
using DefterX.Office;

namespace DefterX.Gib;

/// <summary>Addresses of GİB's e-Defter web service (Web Servis Kılavuzu v1.7).</summary>
internal static class GibEndpoints
{
    /// <summary>For software under approval.</summary>
    public static Uri Test { get; } = new("https://edeftertest.gib.gov.tr/edefter/services/EDefterWsPort");

    /// <summary>For taxpayers.</summary>
    public static Uri Production { get; } = new("https://edefter.gib.gov.tr/edefter/services/EDefterWsPort");

    /// <summary>The address of an environment.</summary>
    public static Uri Of(GibEnvironment environment) => environment switch
    {
        GibEnvironment.Test => Test,
        GibEnvironment.Production => Production,
        _ => throw new ArgumentOutOfRangeException(nameof(environment)),
    };
}
