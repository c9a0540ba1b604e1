using System;
using System.Globalization;

namespace DefterX.Tests;

/// <summary>Sets the culture and UI culture of a test's thread until disposal.</summary>
internal sealed class CultureScope : IDisposable
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _uiCulture = CultureInfo.CurrentUICulture;

    public CultureScope(string name) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);

    /// <summary>Runs the body of a test under a culture.</summary>
    public static void Run(string name, Action body)
    {
        using CultureScope scope = new(name);
        body();
    }

    public void Dispose()
    {
        CultureInfo.CurrentCulture = _culture;
        CultureInfo.CurrentUICulture = _uiCulture;
    }
}
