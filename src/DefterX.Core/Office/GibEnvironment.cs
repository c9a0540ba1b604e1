namespace DefterX.Office;

/// <summary>GİB's environments. An office works in one of them.</summary>
public enum GibEnvironment
{
    /// <summary>edeftertest.gib.gov.tr, for software under approval.</summary>
    Test,

    /// <summary>edefter.gib.gov.tr.</summary>
    Production,
}
