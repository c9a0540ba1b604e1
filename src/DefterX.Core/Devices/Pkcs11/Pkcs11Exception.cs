using System;
using System.Globalization;

namespace DefterX.Devices.Pkcs11;

/// <summary>A PKCS#11 function returned something other than CKR_OK.</summary>
internal sealed class Pkcs11Exception(string function, CKR result) : Exception($"{function}: {Name(result)}")
{
    /// <summary>What it returned.</summary>
    public CKR Result => result;

    /// <summary>The standard's name of a result, or its number: <c>CKR_DEVICE_ERROR</c>, <c>0x80000001</c>.</summary>
    public static string Name(CKR result)
    {
        string name = result.ToString();
        return name[0] == 'C' ? name : "0x" + ((uint)result).ToString("X8", CultureInfo.InvariantCulture);
    }
}
