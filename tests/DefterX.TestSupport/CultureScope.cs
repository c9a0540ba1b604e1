using System;
using System.Globalization;

namespace DefterX.Tests;

/// <summary>Sets the culture and UI culture of a test's thread until disposal.</summary>
public sealed class CultureScope : IDisposable
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _uiCulture = CultureInfo.CurrentUICulture;

    /// <summary>Sets both cultures.</summary>
    public CultureScope(string name)
        : this(name, name)
    {
    }

    /// <summary>Sets the culture and the language, each by name.</summary>
    public CultureScope(string culture, string language)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
    }

    /// <summary>Runs the body of a test under a culture.</summary>
    public static void Run(string name, Action body)
    {
        using CultureScope scope = new(name);
        body();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CultureInfo.CurrentCulture = _culture;
        CultureInfo.CurrentUICulture = _uiCulture;
    }
}
