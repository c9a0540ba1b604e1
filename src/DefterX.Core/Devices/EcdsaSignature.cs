using System;
using System.Linq;
using DefterX.Certificates;

namespace DefterX.Devices;

/// <summary>The two forms of an ECDSA value: r||s (PKCS#11 v2.40 2.3.1, XMLDSig 1.1 6.4.3) and the DER of ANSI X9.62.</summary>
internal static class EcdsaSignature
{
    /// <summary>The value as r||s; some modules (Utimaco) return DER in spite of the standard.</summary>
    /// <param name="value">What the module returned.</param>
    /// <param name="fieldSize">Octets of r and of s: 48 for P-384.</param>
    /// <returns>Twice <paramref name="fieldSize"/> octets, or null when the value is neither form.</returns>
    public static byte[]? ToConcatenation(byte[] value, int fieldSize)
    {
        if (value.Length == 2 * fieldSize) return value;
        DerReader reader = new(value);
        if (!reader.TryRead(DerReader.Sequence, out DerReader pair) || reader.HasData
            || !pair.TryRead(DerReader.Integer, out DerReader r)
            || !pair.TryRead(DerReader.Integer, out DerReader s)
            || pair.HasData)
        {
            return null;
        }

        byte[] result = new byte[2 * fieldSize];
        return TryPlace(r, result, fieldSize) && TryPlace(s, result, 2 * fieldSize) ? result : null;

        bool TryPlace(DerReader integer, byte[] target, int end)
        {
            byte[] digits = integer.ToArray().SkipWhile(octet => octet == 0).ToArray();
            if (digits.Length == 0 || digits.Length > fieldSize) return false;
            Array.Copy(digits, 0, target, end - digits.Length, digits.Length);
            return true;
        }
    }
}
