using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Xml;
using DefterX.Tests.Checks;
using DefterX.Xml;
using Xunit;

namespace DefterX.Tests.Xml;

/// <summary>The judge is libxml2: <c>xmllint --c14n</c> and <c>--exc-c14n</c>, both of which keep comments.</summary>
public sealed class CanonicalizerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Documents => new(
        "<a/>",
        "<?xml version=\"1.0\"?>\n<?xml-stylesheet   href=\"doc.xsl\"\n type=\"text/xsl\"   ?>\n<!-- c1 -->\n"
            + "<doc>Hello<!-- c2 --></doc>\n<?pi-without-data     ?>\n<!-- c3 -->\n<!-- c4 -->\n",
        "<doc>\r\n  <e1   />\r  <e2   ></e2>\n<e3   name = \"elem3\"   id=\"elem3\"   />"
            + "<e4 xmlns:x='urn:x' x:attr='1' attr=\"2\" xmlns=\"urn:d\" /></doc>",
        "<doc><e5 a:attr=\"out\" b:attr=\"sorted\" attr2=\"all\" attr=\"I'm\" xmlns:b=\"http://www.ietf.org\" "
            + "xmlns:a=\"http://www.w3.org\" xmlns=\"http://example.org\"/></doc>",
        "<e6 xmlns=\"\" xmlns:a=\"http://www.w3.org\"><e7 xmlns=\"http://www.ietf.org\">"
            + "<e8 xmlns=\"\" xmlns:a=\"http://www.w3.org\"><e9 xmlns=\"\" xmlns:a=\"http://www.ietf.org\"/></e8></e7></e6>",
        "<doc><text>First line&#x0d;&#10;Second line</text><value>&#x32;</value><compute>"
            + "<![CDATA[value>\"0\" && value<\"10\" ?\"valid\":\"error\"]]></compute>"
            + "<compute expr='value>\"0\" &amp;&amp; value&lt;\"10\" ?\"valid\":\"error\"'>valid</compute>"
            + "<norm attr=' &apos;   &#x20;&#13;&#xa;&#9;   &apos; '/></doc>",
        "<doc attr='a\r\nb\tc\nd'>]]&gt; \u00A9\U0001F600</doc>",
        "<a xml:lang=\"tr\" xml:space=\"preserve\" xmlns:xml=\"http://www.w3.org/XML/1998/namespace\"> <b xml:lang='tr'> </b>"
            + "</a>",
        "<n0:a xmlns:n0='urn:1' xmlns:n1='urn:2'><n0:b n1:x='' xmlns:n0='urn:1' xmlns:n1='urn:3'/>"
            + "<n0:c xmlns:n0='urn:4' n1:y=''/></n0:a>",
        "<a b='3' xmlns:p='urn:b' xmlns:q='urn:B' xmlns:r='urn:a' q:z='4' p:z='5' r:z='6' İ='1' I='2' ı='3' i='4' \u4E00='5'/>");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Documents))]
    public void WriteDocument_WhenHandMade_EqualsLibxml2(string xml) => AssertLikeLibxml2(Encoding.UTF8.GetBytes(xml));

    [Fact]
    public void WriteDocument_WhenUtf16_EqualsLibxml2()
    {
        const string Xml = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a b=\"ş\">\U0001F600\r\n</a>";
        AssertLikeLibxml2([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Xml)]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    public void WriteDocument_WhenGenerated_EqualsLibxml2(string culture)
    {
        using CultureScope scope = new(culture);
        for (int seed = 0; seed < Soak.Size(200); seed++)
        {
            byte[] xml = Encoding.UTF8.GetBytes(new RandomXml(seed, withComments: true).ToString());
            AssertLikeLibxml2(xml, "seed " + seed.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("<!--a--><?p?><a>x<!--b-->y</a><!--c-->", "<?p?>\n<a>xy</a>")]
    [InlineData("<a><!----></a><?p q?><!--c-->", "<a></a>\n<?p q?>")]
    public void WriteDocument_WhenWithoutComments_LeavesOutOnlyThem(string xml, string expected)
    {
        Assert.Equal(expected, Canonicalize(CanonicalizationMethod.Inclusive, xml));
        Assert.Equal(expected, Canonicalize(CanonicalizationMethod.Exclusive(), xml));
    }

    [Fact]
    public void WriteDocument_WhenNamespacesAreBeyondTheBmp_SortsByCodePoint() => Assert.Equal(
        "<a xmlns:p=\"urn:\U0001F600\" xmlns:q=\"urn:\uFF5E\" q:z=\"2\" p:z=\"1\"></a>",
        Canonicalize(CanonicalizationMethod.Inclusive, "<a xmlns:p='urn:\U0001F600' xmlns:q='urn:\uFF5E' p:z='1' q:z='2'/>"));

    /// <summary>libxml2 2.9 writes a bare ampersand here, which is not even well-formed; C14N 1.0, 2.3 has it escaped.</summary>
    [Fact]
    public void WriteDocument_WhenNamespaceHasAmpersand_EscapesIt() => Assert.Equal(
        "<a xmlns=\"urn:a&amp;b\"></a>", Canonicalize(CanonicalizationMethod.Inclusive, "<a xmlns='urn:a&amp;b'/>"));

    [Fact]
    public void WriteDocument_WhenDtd_Throws() => Assert.Equal(XmlFault.Dtd, Assert.Throws<XmlFaultException>(
        () => Canonicalize(CanonicalizationMethod.Inclusive, "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>")).Fault);

    [Fact]
    public void WriteDocument_WhenTextIsLong_IsComplete()
    {
        string text = string.Concat(System.Linq.Enumerable.Repeat("a\U0001F600ş&amp;", 40_000));
        Assert.Equal($"<a b=\"{text}\">{text}</a>", Canonicalize(CanonicalizationMethod.Inclusive, $"<a b='{text}'>{text}</a>"));
    }

    [Fact]
    public void WriteDocument_WhenCancelled_Stops()
    {
        using MemoryStream input = new("<a/>"u8.ToArray());
        Assert.Throws<OperationCanceledException>(
            () => new Canonicalizer(CanonicalizationMethod.Inclusive).WriteDocument(
                input, Stream.Null, new CancellationToken(true)));
    }

    [Fact]
    public void WriteElement_WhenInclusive_HasAncestorNamespacesAndXmlAttributes() => Assert.Equal(
        "<b xmlns=\"urn:d\" xmlns:p=\"urn:p2\" xmlns:q=\"urn:q\" Id=\"x\" xml:lang=\"en\" xml:space=\"preserve\"><c></c></b>",
        CanonicalizeElement(
            CanonicalizationMethod.Inclusive,
            "<r xmlns='urn:d' xmlns:p='urn:p' xml:lang='tr' xml:space='preserve'><o xmlns:z='urn:z'/>"
            + "<a xmlns:q='urn:q' xmlns:p='urn:p2'><b Id='x' xml:lang='en'><c/></b></a></r>"));

    [Fact]
    public void WriteElement_WhenExclusive_HasVisiblyUsedNamespacesAlone() => Assert.Equal(
        "<p:b xmlns:p=\"urn:p\" xmlns:q=\"urn:q\" Id=\"x\" q:y=\"1\"><c xmlns=\"urn:d\"></c><p:d></p:d></p:b>",
        CanonicalizeElement(
            CanonicalizationMethod.Exclusive(),
            "<r xmlns='urn:d' xmlns:p='urn:p' xmlns:q='urn:q' xmlns:u='urn:u' xml:lang='tr'><p:b Id='x' q:y='1'><c/><p:d/></p:b>"
                + "</r>"));

    [Fact]
    public void WriteElement_WhenPrefixList_TreatsThemAsInclusive() => Assert.Equal(
        "<p:b xmlns=\"urn:d\" xmlns:p=\"urn:p\" xmlns:u=\"urn:u\" Id=\"x\"><c></c><e xmlns=\"\" xmlns:u=\"urn:v\"></e></p:b>",
        CanonicalizeElement(
            CanonicalizationMethod.Exclusive(prefixList: "u #default"),
            "<r xmlns='urn:d' xmlns:p='urn:p' xmlns:u='urn:u' xmlns:w='urn:w'><p:b Id='x'><c/><e xmlns='' xmlns:u='urn:v'/>"
                + "</p:b></r>"));

    [Fact]
    public void WriteElement_WhenDefaultNamespaceIsUndeclared_DoesNotWriteItAtTheApex() => Assert.Equal(
        "<b Id=\"x\"></b>",
        CanonicalizeElement(CanonicalizationMethod.Inclusive, "<r xmlns='urn:d'><a xmlns=''><b Id='x'/></a></r>"));

    [Fact]
    public void WriteElement_WhenByNumber_EqualsById()
    {
        int compared = 0;
        for (int seed = 1000; seed < 1200; seed++)
        {
            string xml = new RandomXml(seed, withComments: true).ToString();
            XmlDocument document = SecureXml.NewDocument();
            using (XmlReader reader = SecureXml.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)))) document.Load(reader);
            XmlNodeList elements = document.SelectNodes("//*")!;
            for (int number = 0; number < elements.Count; number++)
            {
                string id = ((XmlElement)elements[number]!).GetAttribute("Id");
                if (id.Length == 0) continue;
                CanonicalizationMethod[] methods =
                    [CanonicalizationMethod.InclusiveWithComments, CanonicalizationMethod.Exclusive(true, "p #default")];
                foreach (CanonicalizationMethod method in methods)
                {
                    using MemoryStream input = new(Encoding.UTF8.GetBytes(xml));
                    using MemoryStream output = new();
                    Assert.True(new Canonicalizer(method).WriteElement(input, number, output, CancellationToken.None));
                    Assert.Equal(CanonicalizeElement(method, xml, id), Encoding.UTF8.GetString(output.ToArray()));
                    compared++;
                }
            }
        }
        Assert.True(compared > 500);
    }

    private static string Canonicalize(CanonicalizationMethod method, string xml) =>
        Encoding.UTF8.GetString(Canonicalize(method, Encoding.UTF8.GetBytes(xml)));

    private static byte[] Canonicalize(CanonicalizationMethod method, byte[] xml)
    {
        using MemoryStream input = new(xml);
        using MemoryStream output = new();
        new Canonicalizer(method).WriteDocument(input, output, CancellationToken.None);
        return output.ToArray();
    }

    private static string CanonicalizeElement(CanonicalizationMethod method, string xml, string id = "x")
    {
        using MemoryStream input = new(Encoding.UTF8.GetBytes(xml));
        using MemoryStream output = new();
        Assert.True(new Canonicalizer(method).WriteElement(input, id, "", output, CancellationToken.None));
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private void AssertLikeLibxml2(byte[] xml, string what = "")
    {
        string path = _folder["document.xml"];
        File.WriteAllBytes(path, xml);
        AssertSame("--c14n", CanonicalizationMethod.InclusiveWithComments);
        AssertSame("--exc-c14n", CanonicalizationMethod.Exclusive(true));

        void AssertSame(string option, CanonicalizationMethod method)
        {
            ExternalTool expected = ExternalTool.Run("xmllint", "--nonet", option, path);
            byte[] actual = Canonicalize(method, xml);
            Assert.True(expected.ExitCode == 0, what + expected.Errors);
            if (!actual.AsSpan().SequenceEqual(expected.Output))
                Assert.Equal(what + Encoding.UTF8.GetString(expected.Output), what + Encoding.UTF8.GetString(actual));
        }
    }
}
