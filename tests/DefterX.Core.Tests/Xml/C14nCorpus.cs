using System.Collections.Generic;
using System.Text;

namespace DefterX.Tests.Xml;

/// <summary>
/// The situations of the examples of Canonical XML 1.0 (3.1 to 3.7, those that need no DTD), of Exclusive XML Canonicalization
/// (2.2 and 3) and of the interoperability tests of both, in invented documents.
/// </summary>
internal static class C14nCorpus
{
    private static readonly (string Name, string Xml)[] s_texts =
    [
        ("3.1 outside the root", """
            <?xml version="1.0"?>

            <?xml-stylesheet   href="fiş.xsl"
               type="text/xsl"   ?>

            <!-- önce 1 --><!-- önce 2 -->

            <fiş>Toplam 1.250,00<!-- içeride --></fiş>

            <?yazıcı-yok     ?>

            <!-- sonra 1 -->

            <!-- sonra 2 -->

            """),
        ("3.1 comments of every shape", "<!----><a Id='a'><!----><!--\r\n--><!-- & < > \" ' ]]> --></a><!----><?p?><!-- - -->"),
        ("3.1 instructions of every shape", "<?a?><?b \t\r\n?><?c  d ?><r Id='a'><?e <f g='&amp;'>?><?h ??></r><?i\r\nj\rk?>"),
        ("3.2 white space", """
            <defter Id="d">
               <sayfa>   </sayfa>
               <satır> 1 2 </satır>
               <satır>
                  A
                  <alt> </alt>
                  B
               </satır>
               <karışık Id="k">
                  x <b> y</b>
               </karışık>
            </defter>
            """),
        ("3.3 start and end tags", """
            <liste>
               <e1   />
               <e2   ></e2  >
               <e3   ad = "üç"   no="3"   />
               <e4   no='4'   ad='dört'
               ></e4>
               <e5 b:öz="dışarı" a:öz="sıralı" öz2="hepsi" öz="I'm" xmlns:a="urn:zz" xmlns:b="urn:aa" xmlns="urn:mm"/>
               <e6 xmlns="" xmlns:a="urn:zz">
                  <e7 xmlns="urn:mm" Id="e7">
                     <e8 xmlns="" xmlns:a="urn:zz" Id="e8">
                        <e9 xmlns="" xmlns:a="urn:mm" öz="yeni" Id="e9"/>
                     </e8>
                  </e7>
               </e6>
            </liste>
            """),
        ("3.3 order of attributes", "<r xmlns:n='urn:b' xmlns:a='urn:c' xmlns:z='urn:a' xmlns='urn:d' Id='r' n:b='1' n:a='2' a:a='3' z:z='4' "
            + "z:a='5' b='6' B='7' a='8' a.b='9' a-b='10' a1='11' _='12' \u00E7='13' \u4E00='14' xml:space='preserve' xml:lang='tr'/>"),
        ("3.4 characters", "<doc>\r\n   <metin>Birinci&#x0d;&#10;İkinci</metin>\r\n   <değer Id='d'>&#x32;</değer>\r\n   <ifade><![CDATA["
            + "tutar>\"0\" && tutar<\"10\" ?\"var\":\"yok\"]]></ifade>\r\n   <ifade kural='tutar>\"0\" &amp;&amp; tutar&lt;\"10\" ?\"var\":\"yok\"'"
            + ">var</ifade>\r\n   <ara öz=' &apos;   &#x20;&#13;&#xa;&#9;   &apos; '/>\r\n</doc>"),
        ("3.4 line ends", "<a Id='a' b='1\r\n2\r3\n4\t5&#13;&#10;6'>1\r\n2\r3\n4\r\r\n\n5&#13;\n<![CDATA[\r\n\r]]>\r</a>\r\n"),
        ("3.4 sections", "<a Id='a'><![CDATA[]]><![CDATA[x]]><![CDATA[]]y]]>]]<![CDATA[>]]>&gt;<b><![CDATA[ ]]></b><![CDATA[&amp;]]></a>"),
        ("3.4 references", "<a Id='a' b='&#0034;&#x27;&#38;#38;&lt;&gt;&#x9;&#xA;&#xD; &#x1F600;'>&#x22;&#39;&#38;amp;&#60;&#62;&#x9;&#xA;&#xD;"
            + "&#128512;&#xFFFD;&#x85;&#x2028;</a>"),
        ("3.6 beyond the plane", "<\u4E00 \uD7A3='\U0001F600' Id='a'>\U00020000\uFFFD\uD7FF\uE000\U0010FFFF</\u4E00>"),
        ("3.7 subsets", """
            <kök xmlns="urn:kok" xmlns:w3="urn:uc" xml:base="urn:kok:x" xml:lang="tr" xml:space="preserve">
               <e1>
                  <e2 xmlns="" Id="e2"><e3 Id="e3" xml:id="e3x"><e4 Id="e4" xml:lang="en"/></e3></e2>
                  <w3:e5 Id="e5" xml:space="default"><e6 xmlns="urn:kok" xmlns:w3="urn:uc" Id="e6"/></w3:e5>
               </e1>
            </kök>
            """),
        ("exc 2.2 first envelope", """
            <n0:paket xmlns:n0="urn:a" xmlns:n3="urn:d" xml:lang="tr"><n1:öge xmlns:n1="urn:b" Id="öge" xml:lang="en"
               ><n3:iç xmlns:n3="urn:c" n1:öz="1"/></n1:öge></n0:paket>
            """),
        ("exc 2.2 second envelope", """
            <n2:zarf xmlns:n1="urn:eski" xmlns:n2="urn:f" xml:space="preserve"><n1:öge xmlns:n1="urn:b" Id="öge" xml:lang="en"
               ><n3:iç xmlns:n3="urn:c" n1:öz="1"/></n1:öge></n2:zarf>
            """),
        ("exc 3 declared far away", """
            <a:r xmlns:a="urn:a" xmlns:b="urn:b" xmlns:p="urn:p" xmlns:q="urn:q" xmlns="urn:d"><a:x Id="1"><y Id="2"><b:z Id="3"
               p:ö="1" q:ö="2"/><b:z Id="4"/></y><y xmlns="" Id="5"><b:z/><z/></y></a:x></a:r>
            """),
        ("exc 3 declared again", """
            <a:r xmlns:a="urn:a" xmlns:p="urn:p"><a:x xmlns:a="urn:a" xmlns:p="urn:p" Id="1"><p:y xmlns:a="urn:b" xmlns:p="urn:p"
               Id="2"><a:z xmlns:p="urn:a" Id="3" p:ö="1"><p:w xmlns:a="urn:a" xmlns:p="urn:p" Id="4" a:ö=""/></a:z></p:y></a:x></a:r>
            """),
        ("exc 3 default comes and goes", """
            <r xmlns="urn:d"><p:a xmlns:p="urn:p" Id="1"><b xmlns="" Id="2"><p:c Id="3"><d xmlns="urn:d" Id="4"><e xmlns="" Id="5"
               /></d></p:c></b></p:a><f xmlns="" Id="6"><g xmlns="" Id="7"/></f></r>
            """),
        ("interop superfluous declarations", """
            <p:r xmlns:p="urn:p" xmlns="urn:d" xmlns:q="urn:q"><p:a xmlns:p="urn:p" xmlns="urn:d" Id="1"><q:b xmlns:q="urn:q" Id="2"
               ><b xmlns="urn:d" xmlns:xml="http://www.w3.org/XML/1998/namespace" Id="3"/></q:b></p:a></p:r>
            """),
        ("interop same namespace, many prefixes", """
            <a:r xmlns:a="urn:x" xmlns:b="urn:x" xmlns="urn:x"><b:s Id="1" a:ö="1" b:p="2" c:q="3" xmlns:c="urn:x"><a:t Id="2"/><t Id="3"/></b:s></a:r>
            """),
        ("interop nested prefixes", """
            <foo:r xmlns:foo="urn:foo" xmlns:bar="urn:bar" xmlns:baz="urn:baz"><foo:a xmlns:foo="urn:bar" xmlns:bar="urn:foo" Id="1"
               ><bar:b xmlns:baz="urn:foo" baz:ö="1" bar:p="2" Id="2"><foo:c xmlns:foo="urn:foo" Id="3"><baz:d xmlns="urn:bar" Id="4"><e
               Id="5" foo:ö="x"/></baz:d></foo:c></bar:b></foo:a></foo:r>
            """),
        ("interop xml attributes", """
            <r xml:lang="tr" xml:base="urn:x:y"><a xml:lang="en"><b xml:space="preserve" Id="1"><c xml:lang="" Id="2" xmlns:p="urn:p"
               p:lang="de" lang="fr"/></b><b xml:space="default" Id="3"/></a><d xml:id="d1" Id="4"><e Id="5"/></d></r>
            """),
        ("e-Defter", """
            <?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet type="text/xsl" href="../xslt/yevmiye.xslt"?>
            <edefter:defter xmlns:edefter="http://www.edefter.gov.tr" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
              xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"
              xsi:schemaLocation="http://www.edefter.gov.tr ../xsd/edefter.xsd">
            <xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:gl-cor="http://www.xbrl.org/int/gl/cor/2006-10-25">
            <gl-cor:accountingEntries><gl-cor:entityInformation/><gl-cor:entryHeader><gl-cor:enteredBy contextRef="ctx">Işıl</gl-cor:enteredBy>
            </gl-cor:entryHeader></gl-cor:accountingEntries></xbrli:xbrl><ds:Signature Id="s"><ds:SignedInfo Id="i"
            ><ds:CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/></ds:SignedInfo><ds:Object
            ><xades:QualifyingProperties Target="#s"><xades:SignedProperties Id="p"/></xades:QualifyingProperties></ds:Object></ds:Signature
            ></edefter:defter>
            """),
    ];

    /// <summary>Documents by name. The elements with an Id are also what is taken out of them.</summary>
    public static IReadOnlyDictionary<string, byte[]> All { get; } = Read();

    private static Dictionary<string, byte[]> Read()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Dictionary<string, byte[]> all = [];
        foreach ((string name, string xml) in s_texts) all.Add(name, Encoding.UTF8.GetBytes(xml));
        foreach (string name in (string[])["utf-16", "utf-16BE", "iso-8859-9"])
        {
            Encoding encoding = Encoding.GetEncoding(name);
            string label = name.StartsWith("utf-16", System.StringComparison.Ordinal) ? "UTF-16" : "ISO-8859-9";
            string xml = $"<?xml version='1.0' encoding='{label}'?>\r\n<!-- ığ -->\r\n<ölçü Id='a' ağırlık=\"1 ½ kg\">"
                + "İĞŞ ığş çöü\r\n<b Id='b'>&#x20AC;&#13;</b><?işlem şu\r\nbu?></ölçü>";
            all.Add(name, [.. encoding.GetPreamble(), .. encoding.GetBytes(xml)]);
        }

        all.Add("UTF-8 with its mark", [.. "\uFEFF"u8, .. "<?xml version='1.0'?><a Id='a'>\u015F</a>"u8]);
        return all;
    }
}
