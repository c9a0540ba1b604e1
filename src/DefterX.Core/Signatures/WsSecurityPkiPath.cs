using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace DefterX.Signatures;

/// <summary>The PkiPath of X.509 (10/2019, 9.10.8): a DER SEQUENCE OF Certificate.</summary>
internal static class WsSecurityPkiPath
{
    private const byte SequenceTag = 0x30;

    /// <summary>Encodes a chain that is given leaf first; in the path the leaf is last.</summary>
    public static byte[] Encode(IReadOnlyList<X509Certificate2> chain)
    {
        byte[] content = [.. chain.Reverse().SelectMany(certificate => certificate.RawData)];
        using MemoryStream path = new();
        path.WriteByte(SequenceTag);
        if (content.Length < 0x80)
        {
            path.WriteByte((byte)content.Length);
        }
        else
        {
            byte[] length = BitConverter.GetBytes(content.Length);
            if (BitConverter.IsLittleEndian) Array.Reverse(length);
            int leadingZeros = length.TakeWhile(octet => octet == 0).Count();
            path.WriteByte((byte)(0x80 | (length.Length - leadingZeros)));
            path.Write(length, leadingZeros, length.Length - leadingZeros);
        }

        path.Write(content, 0, content.Length);
        return path.ToArray();
    }
}
