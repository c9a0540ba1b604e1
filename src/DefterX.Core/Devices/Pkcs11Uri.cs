using System.Globalization;
using System.Linq;
using System.Text;
using DefterX.Devices.Pkcs11;

namespace DefterX.Devices;

/// <summary>PKCS#11 URIs (RFC 7512), by which other programs name the same certificate.</summary>
internal static class Pkcs11Uri
{
    // RFC 7512, 2.3: pk11-path-res-avail and unreserved characters.
    private static readonly byte[] s_plain =
        Encoding.ASCII.GetBytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:[]@!$'()*+,=&");

    /// <summary>The URI of a certificate on a token: <c>pkcs11:token=…;manufacturer=…;serial=…;object=…;type=cert;id=%01</c>.</summary>
    public static string Of(TokenInfo token, TokenCertificate certificate)
    {
        (string Name, byte[] Value)[] attributes =
        [
            ("token", Utf8(token.Label)), ("manufacturer", Utf8(token.Manufacturer)), ("model", Utf8(token.Model)),
            ("serial", Utf8(token.SerialNumber)), ("object", Utf8(certificate.Label)), ("type", Utf8("cert")),
        ];
        string path = string.Join(";", attributes.Where(a => a.Value.Length > 0).Select(a => a.Name + "=" + string.Concat(a.Value.Select(Escape))));
        return "pkcs11:" + path + (certificate.Id.Length == 0 ? "" : ";id=" + string.Concat(certificate.Id.Select(Percent)));
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Escape(byte octet) =>
        s_plain.Contains(octet) ? ((char)octet).ToString(CultureInfo.InvariantCulture) : Percent(octet);

    private static string Percent(byte octet) => "%" + octet.ToString("X2", CultureInfo.InvariantCulture);
}
