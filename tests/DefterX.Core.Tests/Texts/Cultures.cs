using System;
using System.Globalization;

namespace DefterX.Tests.Texts;

/// <summary>Runs a test's body under a culture.</summary>
internal static class Cultures
{
    public static void Run(string name, Action body)
    {
        (CultureInfo culture, CultureInfo ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);
            body();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
            CultureInfo.CurrentUICulture = ui;
        }
    }
}
