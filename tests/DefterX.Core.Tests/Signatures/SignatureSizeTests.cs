using System;
using System.Globalization;
using System.IO;
using System.Text;
using DefterX.Signatures;
using DefterX.Xml;
using Xunit;

namespace DefterX.Tests.Signatures;

/// <summary>Files that are made to fill the memory or to take for ever: each is refused, with the reason, in bounded
/// memory.</summary>
public sealed class SignatureSizeTests : IDisposable
{
    private const string Start = "<edefter:defter xmlns:edefter=\"http://www.edefter.gov.tr\">";
    private const string Ds = "xmlns=\"http://www.w3.org/2000/09/xmldsig#\"";

    private readonly Documents _documents = new();

    public void Dispose() => _documents.Dispose();

    public static TheoryData<string, string, string> Files => new()
    {
        { "50 MB in the signature", nameof(XmlFault.SignatureSize), $"<Signature {Ds}>*<Object>xyz</Object>*</Signature>" },
        { "50 MB of text in the signature", nameof(XmlFault.SignatureSize), $"<Signature {Ds}>*ten chars \n*</Signature>" },
        { "a hundred thousand attributes", nameof(XmlFault.Attributes), "<a * x#=\"1\"*/>" },
        { "a hundred thousand namespaces", nameof(XmlFault.Attributes), "<a * xmlns:x#=\"urn:x\"*/>" },
        { "a hundred thousand elements nested", nameof(XmlFault.Depth), "*<a>*" },
        { "100 MB in an attribute", nameof(XmlFault.Size), "<a b=\"*&amp;1234567890123456789*\"/>" },
        { "100 MB in a tag", nameof(XmlFault.Size), "<a *          \t*/>" },
        { "100 MB in a comment", nameof(XmlFault.Size), "<!--*1234567890 yorum*-->" },
        { "100 MB in an instruction", nameof(XmlFault.Size), "<?a *1234567890 yorum*?>" },
        { "a hundred thousand Ids and more", nameof(XmlFault.IdCount), "*<a Id=\"i#\"/><b Id=\"j#\"/>*" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Verify_WhenAPartIsHuge_SaysWhichWay(string what, string fault, string pattern)
    {
        string path = Write(pattern);
        foreach (string culture in (string[])["", "tr-TR"])
        {
            using CultureScope scope = new(culture);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Signature signature = Verdict.Of(path);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256L << 20);
            string reason = DefterX.Xml.Strings.ResourceManager.GetString("Fault" + fault, CultureInfo.CurrentUICulture)!;
            Assert.Equal(SignatureStatus.Invalid, signature.Status);
            Assert.True(signature.StatusMessage.Contains(reason, StringComparison.Ordinal), $"{what}: {signature.StatusMessage}");
        }
    }

    /// <summary>A flood of text is no attack: it passes through, and costs no memory.</summary>
    [Fact]
    public void Verify_WhenTextIsLong_ReadsItThrough()
    {
        string path = Write("<a>*1234567890 &amp; metin\n*</a>");
        Assert.Equal(SignatureStatus.Unsigned, Verdict.Of(path).Status);
    }

    // The part between stars again and again: 100 MB of it, or with # for numbers a hundred thousand.
    private string Write(string pattern)
    {
        string[] parts = pattern.Split('*');
        string path = _documents.PathOf("huge.xml");
        using StreamWriter writer = new(path, false, new UTF8Encoding(false), 1 << 16);
        writer.Write(Start + parts[0]);
        if (parts[1].Contains('#', StringComparison.Ordinal))
        {
            for (int i = 0; i < 100_000; i++)
                writer.Write(parts[1].Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }
        else
        {
            long size = parts[0].StartsWith("<Signature", StringComparison.Ordinal) ? 50_000_000 : 100_000_000;
            for (long written = 0; written < size; written += parts[1].Length) writer.Write(parts[1]);
        }

        writer.Write(parts[2] + "</edefter:defter>");
        return path;
    }
}
