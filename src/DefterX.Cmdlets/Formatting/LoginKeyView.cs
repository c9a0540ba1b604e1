using System.Management.Automation;
using DefterX.Office;

namespace DefterX.Cmdlets.Formatting;

/// <summary>Which view shows a login key: a table's columns follow from the type's name, and those of a folder have no role and no
/// address.</summary>
internal static class LoginKeyView
{
    /// <summary>The name in DefterX.Format.ps1xml that keys at a service have before their own.</summary>
    public const string AtService = "DefterX.Office.LoginKeyInfo#Service";

    /// <summary>The key, as it is to be written.</summary>
    public static PSObject Of(LoginKeyInfo key)
    {
        PSObject shown = new(key);
        if (key.Role is not null) shown.TypeNames.Insert(0, AtService);
        return shown;
    }
}
