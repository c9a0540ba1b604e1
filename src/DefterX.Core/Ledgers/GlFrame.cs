using System;
using System.Text;
using DefterX.Xml;

namespace DefterX.Ledgers;

/// <summary>The frame around the entries of an e-Defter document (Teknik Kılavuz 2.1, 2.3, 2.6).</summary>
/// <remarks>All is canonical but the XML declaration; namespaces and attributes stand in the order of Canonical XML 1.0.</remarks>
internal static class GlFrame
{
    private const string Root =
        " xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" xmlns:edefter=\"http://www.edefter.gov.tr\""
        + " xmlns:xades=\"http://uri.etsi.org/01903/v1.3.2#\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        + " xsi:schemaLocation=\"http://www.edefter.gov.tr ../xsd/edefter.xsd\">";

    private const string Xbrl =
        "<xbrli:xbrl xmlns:edefterek=\"http://www.edefter.gov.tr/ek\" xmlns:gl-bus=\"http://www.xbrl.org/int/gl/bus/2006-10-25\""
        + " xmlns:gl-cor=\"http://www.xbrl.org/int/gl/cor/2006-10-25\" xmlns:gl-muc=\"http://www.xbrl.org/int/gl/muc/2006-10-25\""
        + " xmlns:gl-plt=\"http://www.xbrl.org/int/gl/plt/2006-10-25\" xmlns:iso4217=\"http://www.xbrl.org/2003/iso4217\""
        + " xmlns:iso639=\"http://www.xbrl.org/2005/iso639\" xmlns:link=\"http://www.xbrl.org/2003/linkbase\""
        + " xmlns:xbrli=\"http://www.xbrl.org/2003/instance\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
        + " xsi:schemaLocation=\"http://www.xbrl.org/int/gl/plt/2006-10-25"
        + " ../xsd/2006-10-25/plt/case-c-b/gl-plt-2006-10-25.xsd\">\n"
        + "<link:schemaRef xlink:href=\"../xsd/2006-10-25/plt/case-c-b/gl-plt-2006-10-25.xsd\" xlink:type=\"simple\"></link:schemaRef>\n";

    private static readonly byte[] s_xbrl = Encoding.UTF8.GetBytes(Xbrl);

    /// <summary>The declaration, the stylesheet, and the start of the root and of xbrl.</summary>
    /// <param name="root">defter, berat or defterraporu.</param>
    /// <param name="stylesheet">yevmiye, kebir, berat or defterraporu.</param>
    public static CanonicalBuffer StartDocument(this CanonicalBuffer buffer, string root, string stylesheet) => buffer
        .Raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?><?xml-stylesheet type=\"text/xsl\" href=\""u8).Attribute(stylesheet)
        .Raw(".xslt\"?><edefter:"u8).Text(root).Raw(Encoding.UTF8.GetBytes(Root)).Raw(s_xbrl);

    /// <summary>The context, with a segment for berats and reports, and the units.</summary>
    public static CanonicalBuffer Context(
        this CanonicalBuffer buffer,
        GlVocabulary words,
        string identifier,
        DateTime instant,
        string currency,
        Action<CanonicalBuffer>? segment = null)
    {
        buffer.Raw("<xbrli:context id=\""u8).Attribute(words.Context)
            .Raw("\"><xbrli:entity><xbrli:identifier scheme=\"http://www.gib.gov.tr\">"u8).Text(identifier).Raw("</xbrli:identifier>"u8);
        if (segment is not null)
        {
            buffer.Raw("<xbrli:segment>"u8);
            segment(buffer);
            buffer.Raw("</xbrli:segment>"u8);
        }

        return buffer.Raw("</xbrli:entity><xbrli:period><xbrli:instant>"u8).Date(instant)
            .Raw("</xbrli:instant></xbrli:period></xbrli:context>\n<xbrli:unit id=\""u8).Attribute(words.CurrencyUnit)
            .Raw("\"><xbrli:measure>iso4217:"u8).Text(currency)
            .Raw("</xbrli:measure></xbrli:unit>\n<xbrli:unit id=\"countable\"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>\n"u8);
    }

    /// <summary>The end of xbrl. The root's end tag follows, and a signature goes before it.</summary>
    public static CanonicalBuffer EndXbrl(this CanonicalBuffer buffer) =>
        buffer.Raw("</gl-cor:accountingEntries>\n</xbrli:xbrl>"u8);

    public static CanonicalBuffer EndDocument(this CanonicalBuffer buffer, string root) =>
        buffer.Raw("</edefter:"u8).Text(root).Raw(">"u8);
}
