using System.IO;
using System.Text;
using System.Threading;
using DefterX.Xml;

namespace DefterX.Tests.Xml;

/// <summary>Our canonical forms, of documents in memory.</summary>
internal static class Canonical
{
    // Windows PowerShell knows every code page, and PowerShell 7 registers them when it starts.
    static Canonical() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="xml">The document.</param>
    /// <param name="method">The canonical form.</param>
    /// <param name="id">The Id of the element; null for the document.</param>
    public static byte[] Form(byte[] xml, CanonicalizationMethod method, string? id = null)
    {
        using MemoryStream source = new(xml);
        using MemoryStream output = new();
        if (id is null) new Canonicalizer(method).WriteDocument(source, output, CancellationToken.None);
        else Xunit.Assert.True(new Canonicalizer(method).WriteElement(source, id, "", output, CancellationToken.None));
        return output.ToArray();
    }
}
