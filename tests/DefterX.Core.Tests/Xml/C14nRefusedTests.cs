using System.Text;
using DefterX.Tests.Checks;
using DefterX.Xml;
using Xunit;

namespace DefterX.Tests.Xml;

/// <summary>Documents without a canonical form, each with the reason. libxml2 refuses them too, but for DTDs, and for faults of
/// namespaces, which it passes over.</summary>
public sealed class C14nRefusedTests
{
    public static TheoryData<string, string> Documents => new()
    {
        { nameof(XmlFault.Dtd), "<!DOCTYPE a><a/>" },
        { nameof(XmlFault.Dtd), "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>" },
        { nameof(XmlFault.Dtd), "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>" },
        { nameof(XmlFault.Dtd), "<!-- c --><!DOCTYPE a [<!ATTLIST a b CDATA 'varsayılan'>]><a/>" },
        { nameof(XmlFault.Entity), "<a>&e;</a>" },
        { nameof(XmlFault.Entity), "<a b='&e;'/>" },
        { nameof(XmlFault.RelativeNamespace), "<a xmlns='defter'/>" },
        { nameof(XmlFault.RelativeNamespace), "<a><p:b xmlns:p='../defter'/></a>" },
        { nameof(XmlFault.RelativeNamespace), "<a xmlns:p='#defter'/>" },
        { nameof(XmlFault.RelativeNamespace), "<a xmlns='//www.edefter.gov.tr'/>" },
        { nameof(XmlFault.RelativeNamespace), "<a xmlns='a/b:c'/>" },
        { nameof(XmlFault.RelativeNamespace), "<a xmlns='?a:b'/>" },
        { nameof(XmlFault.RelativeNamespace), "<a xmlns='1a:b'/>" },
        { nameof(XmlFault.Truncated), "" },
        { nameof(XmlFault.Truncated), "<!-- c -->" },
        { nameof(XmlFault.Truncated), "<a>" },
        { nameof(XmlFault.Truncated), "<a><!-- c </a>" },
        { nameof(XmlFault.Truncated), "<a><b/>" },
        { nameof(XmlFault.EndTag), "<a></b>" },
        { nameof(XmlFault.EndTag), "<p:a xmlns:p='urn:a' xmlns:q='urn:a'></q:a>" },
        { nameof(XmlFault.Outside), "<a/><b/>" },
        { nameof(XmlFault.Outside), "<a/>x" },
        { nameof(XmlFault.Outside), "x<a/>" },
        { nameof(XmlFault.Duplicate), "<a b='1' b='1'/>" },
        { nameof(XmlFault.Duplicate), "<a xmlns='urn:a' xmlns='urn:a'/>" },
        { nameof(XmlFault.Namespace), "<p:a/>" },
        { nameof(XmlFault.Namespace), "<a p:b=''/>" },
        { nameof(XmlFault.Namespace), "<a xmlns:p=''/>" },
        { nameof(XmlFault.Namespace), "<a xmlns:xml='urn:a'/>" },
        { nameof(XmlFault.Namespace), "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>" },
        { nameof(XmlFault.Namespace), "<a xmlns:xmlns='urn:a'/>" },
        { nameof(XmlFault.Markup), "<a b='<'/>" },
        { nameof(XmlFault.Markup), "<a b=c/>" },
        { nameof(XmlFault.Markup), "<a b='1'c='2'/>" },
        { nameof(XmlFault.Markup), "<a>]]></a>" },
        { nameof(XmlFault.Markup), "<a><!-- -- --></a>" },
        { nameof(XmlFault.Markup), "<a/><?xml version='1.0'?>" },
        { nameof(XmlFault.Entity), "<a>A & B</a>" },
        { nameof(XmlFault.Character), "<a>\u0001</a>" },
        { nameof(XmlFault.Character), "<a>\uFFFF</a>" },
        { nameof(XmlFault.Character), "<a>&#0;</a>" },
        { nameof(XmlFault.Character), "<a b='&#xD800;'/>" },
        { nameof(XmlFault.Encoding), "<?xml version='1.0' encoding='ebcdic-x'?><a/>" },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void Canonicalize_WhenRefused_SaysWhy(string fault, string xml) => AssertRefused(fault, Encoding.UTF8.GetBytes(xml));

    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xFE })]
    public void Canonicalize_WhenOctetsAreNotOfTheEncoding_SaysSo(byte[] octets) =>
        AssertRefused(nameof(XmlFault.Encoding), [.. "<a>"u8, .. octets, .. "</a>"u8]);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Canonicalize_WhenUtf16IsCut_SaysSo(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        AssertRefused(nameof(XmlFault.Encoding), [.. encoding.GetPreamble(), .. encoding.GetBytes("<a>ş</a>")[..^1]]);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Canonicalize_WhenThereAreTwoByteOrderMarks_SaysSo(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        AssertRefused(nameof(XmlFault.Outside), [.. encoding.GetPreamble(), .. encoding.GetPreamble(), .. encoding.GetBytes("<a/>")]);
    }

    [Fact]
    public void Canonicalize_WhenTwoPrefixesGiveOneName_SaysSo()
    {
        byte[] xml = Encoding.UTF8.GetBytes("<a xmlns:p='urn:a' xmlns:q='urn:a' p:b='1' q:b='1'/>");
        XmlFaultException e = Assert.Throws<XmlFaultException>(() => Canonical.Form(xml, CanonicalizationMethod.Inclusive));
        Assert.Equal(XmlFault.Duplicate, e.Fault);
    }

    private static void AssertRefused(string fault, byte[] xml)
    {
        CanonicalizationMethod[] methods = [CanonicalizationMethod.Inclusive, CanonicalizationMethod.Exclusive(true)];
        foreach (CanonicalizationMethod method in methods)
        {
            XmlFaultException e = Assert.Throws<XmlFaultException>(() => Canonical.Form(xml, method));
            Assert.Equal((fault, 1), (e.Fault.ToString(), e.Line));
            if (fault is not (nameof(XmlFault.Dtd) or nameof(XmlFault.Namespace))) Assert.Null(Libxml2.Canonicalize(xml, method));
        }
    }
}
