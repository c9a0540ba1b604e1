<?xml version="1.0" encoding="UTF-8"?>
<!-- What all views share: the page, its head and foot, and how dates, amounts, documents and signatures are shown. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:edefter="http://www.edefter.gov.tr" xmlns:xbrli="http://www.xbrl.org/2003/instance"
  xmlns:gl-cor="http://www.xbrl.org/int/gl/cor/2006-10-25" xmlns:gl-bus="http://www.xbrl.org/int/gl/bus/2006-10-25"
  xmlns:gl-muc="http://www.xbrl.org/int/gl/muc/2006-10-25" xmlns:edefterek="http://www.edefter.gov.tr/ek"
  xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"
  exclude-result-prefixes="edefter xbrli gl-cor gl-bus gl-muc edefterek ds xades">

  <!-- A browser leaves the parameters out and gets the whole page. Export-DefterXReport, which never loads a whole ledger, asks
       for the frame (everything but the entries, a comment in their place) and for the rows of a few entries at a time. Of a
       long entry it gives pieces: "continues" in its entryHeader says that more follow, "continued" that others went before,
       and how much debit and credit they held. -->
  <xsl:param name="part" select="'page'"/>
  <xsl:param name="entryCount" select="count($entries)"/>
  <xsl:param name="lineCount" select="count($entries/gl-cor:entryDetail)"/>
  <xsl:param name="totalDebit" select="sum($entries/gl-cor:entryDetail[gl-cor:debitCreditCode = 'D' or gl-cor:debitCreditCode = 'debit']/gl-cor:amount)"/>
  <xsl:param name="totalCredit" select="sum($entries/gl-cor:entryDetail[gl-cor:debitCreditCode = 'C' or gl-cor:debitCreditCode = 'credit']/gl-cor:amount)"/>
  <xsl:param name="currency">
    <xsl:choose>
      <xsl:when test="$info/gl-muc:defaultCurrency"><xsl:value-of select="substring-after($info/gl-muc:defaultCurrency, ':')"/></xsl:when>
      <xsl:when test="/*/xbrli:xbrl/xbrli:unit/xbrli:measure[starts-with(., 'iso4217:')]">
        <xsl:value-of select="substring-after(/*/xbrli:xbrl/xbrli:unit/xbrli:measure[starts-with(., 'iso4217:')][1], ':')"/>
      </xsl:when>
      <xsl:otherwise>TRY</xsl:otherwise>
    </xsl:choose>
  </xsl:param>
  <!-- A page of several: its number and how many there are, the names of its neighbours, and the sums that it takes over and hands on. -->
  <xsl:param name="page" select="1"/>
  <xsl:param name="pages" select="1"/>
  <xsl:param name="previous"/>
  <xsl:param name="next"/>
  <xsl:param name="carriedDebit" select="0"/>
  <xsl:param name="carriedCredit" select="0"/>
  <xsl:param name="handedDebit" select="0"/>
  <xsl:param name="handedCredit" select="0"/>
  <xsl:output method="html" encoding="UTF-8" doctype-system="about:legacy-compat" indent="no"/>
  <xsl:decimal-format name="tr" decimal-separator="," grouping-separator="." NaN="–"/>

  <xsl:variable name="context" select="/*/xbrli:xbrl/xbrli:context"/>
  <xsl:variable name="accounting" select="/*/xbrli:xbrl/gl-cor:accountingEntries"/>
  <xsl:variable name="info" select="$accounting/gl-cor:documentInfo"/>
  <xsl:variable name="entity" select="$accounting/gl-cor:entityInformation"/>
  <xsl:variable name="entries" select="$accounting/gl-cor:entryHeader"/>
  <xsl:variable name="signature" select="/*/ds:Signature"/>
  <xsl:variable name="counterSignature" select="$signature/ds:Object/xades:QualifyingProperties/xades:UnsignedProperties/xades:UnsignedSignatureProperties/xades:CounterSignature/ds:Signature"/>
  <xsl:variable name="branch" select="$entity/gl-bus:organizationIdentifiers[starts-with(gl-bus:organizationDescription, 'Şube')]"/>
  <xsl:variable name="owner" select="$entity/gl-bus:organizationIdentifiers[not(starts-with(gl-bus:organizationDescription, 'Şube'))][1]/gl-bus:organizationIdentifier"/>

  <xsl:template match="/">
    <xsl:choose>
      <xsl:when test="$part = 'rows'"><xsl:apply-templates select="$entries"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="html"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The entries, or the mark that stands for them in a frame. -->
  <xsl:template name="rows">
    <xsl:choose>
      <xsl:when test="$part = 'frame'"><xsl:comment>rows</xsl:comment></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="$entries"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="html">
    <html lang="tr">
      <head>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="generator" content="DefterX"/>
        <title>
          <xsl:call-template name="title"/>
          <xsl:text> · </xsl:text>
          <xsl:value-of select="$owner"/>
          <xsl:text> · </xsl:text>
          <xsl:call-template name="period"/>
          <xsl:if test="$pages &gt; 1"> · sayfa <xsl:value-of select="$page"/>/<xsl:value-of select="$pages"/></xsl:if>
        </title>
        <style>/* views.css */</style>
      </head>
      <body>
        <main>
          <xsl:call-template name="head"/>
          <xsl:call-template name="pages"/>
          <xsl:call-template name="content"/>
          <xsl:call-template name="pages"/>
          <xsl:if test="$page = $pages"><xsl:call-template name="foot"/></xsl:if>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="head">
    <header>
      <div class="banner">
        <div>
          <h1><xsl:call-template name="title"/></h1>
          <p class="owner"><xsl:value-of select="$owner"/></p>
          <xsl:if test="$branch">
            <p class="branch">
              <xsl:text>Şube </xsl:text>
              <xsl:value-of select="$branch[gl-bus:organizationDescription = 'Şube No']/gl-bus:organizationIdentifier"/>
              <xsl:text> </xsl:text>
              <xsl:value-of select="$branch[gl-bus:organizationDescription = 'Şube Adı']/gl-bus:organizationIdentifier"/>
            </p>
          </xsl:if>
        </div>
        <div class="when">
          <p class="period"><xsl:call-template name="period"/></p>
          <p><xsl:call-template name="days"/></p>
          <xsl:call-template name="state"/>
        </div>
      </div>
      <xsl:if test="$page = 1">
        <dl class="facts">
          <xsl:call-template name="figures"/>
        </dl>
        <dl class="details">
          <xsl:call-template name="taxpayer"/>
          <xsl:apply-templates select="$entity/gl-bus:accountantInformation"/>
          <xsl:call-template name="ledger"/>
        </dl>
      </xsl:if>
    </header>
  </xsl:template>

  <xsl:template name="state">
    <p>
      <xsl:choose>
        <xsl:when test="$counterSignature"><span class="state approved">GİB onaylı</span></xsl:when>
        <xsl:when test="$signature"><span class="state signed">İmzalı</span></xsl:when>
        <xsl:otherwise><span class="state">İmzasız</span></xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>

  <xsl:template name="fact">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:param name="note"/>
    <div>
      <dt><xsl:value-of select="$name"/></dt>
      <dd>
        <xsl:value-of select="$value"/>
        <xsl:if test="string($note)"><xsl:text> </xsl:text><small><xsl:value-of select="$note"/></small></xsl:if>
      </dd>
    </div>
  </xsl:template>

  <!-- The figures of a ledger with debits and credits. -->
  <xsl:template name="ledger-figures">
    <xsl:param name="name" select="'Madde'"/>
    <xsl:param name="entries" select="$entryCount"/>
    <xsl:param name="lines" select="$lineCount"/>
    <xsl:call-template name="fact">
      <xsl:with-param name="name" select="$name"/>
      <xsl:with-param name="value" select="format-number($entries, '#.##0', 'tr')"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="name" select="'Satır'"/>
      <xsl:with-param name="value" select="format-number($lines, '#.##0', 'tr')"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="name" select="'Toplam borç'"/>
      <xsl:with-param name="value" select="format-number($totalDebit, '#.##0,00', 'tr')"/>
      <xsl:with-param name="note" select="$currency"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="name" select="'Toplam alacak'"/>
      <xsl:with-param name="value" select="format-number($totalCredit, '#.##0,00', 'tr')"/>
      <xsl:with-param name="note" select="$currency"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="taxpayer">
    <xsl:variable name="address" select="$entity/gl-bus:organizationAddress[1]"/>
    <div>
      <dt>Mükellef</dt>
      <dd>
        <p>
          <xsl:choose>
            <xsl:when test="string-length(normalize-space($context/xbrli:entity/xbrli:identifier)) = 11">TCKN </xsl:when>
            <xsl:otherwise>VKN </xsl:otherwise>
          </xsl:choose>
          <b class="id"><xsl:value-of select="normalize-space($context/xbrli:entity/xbrli:identifier)"/></b>
          <xsl:if test="string($entity/gl-bus:businessDescription)"> · NACE <xsl:value-of select="$entity/gl-bus:businessDescription"/></xsl:if>
        </p>
        <p>
          <xsl:value-of select="$address/gl-bus:organizationAddressStreet"/>
          <xsl:text> </xsl:text>
          <xsl:value-of select="$address/gl-bus:organizationBuildingNumber"/>
          <xsl:if test="string($address/gl-bus:organizationAddressStreet2)">, <xsl:value-of select="$address/gl-bus:organizationAddressStreet2"/></xsl:if>
        </p>
        <p>
          <xsl:value-of select="$address/gl-bus:organizationAddressZipOrPostalCode"/>
          <xsl:text> </xsl:text>
          <xsl:value-of select="$address/gl-bus:organizationAddressCity"/>
          <xsl:text>, </xsl:text>
          <xsl:value-of select="$address/gl-bus:organizationAddressCountry"/>
        </p>
        <p>
          <xsl:for-each select="$entity/gl-bus:entityPhoneNumber/gl-bus:phoneNumber | $entity/gl-bus:entityEmailAddressStructure/gl-bus:entityEmailAddress">
            <xsl:if test="position() &gt; 1"> · </xsl:if>
            <xsl:value-of select="."/>
          </xsl:for-each>
        </p>
        <p><xsl:value-of select="$entity/gl-bus:entityWebSite/gl-bus:webSiteURL"/></p>
      </dd>
    </div>
  </xsl:template>

  <xsl:template match="gl-bus:accountantInformation">
    <div>
      <dt>Muhasebeci</dt>
      <dd>
        <p><b><xsl:value-of select="gl-bus:accountantName"/></b></p>
        <xsl:if test="string(gl-bus:accountantEngagementTypeDescription) and gl-bus:accountantEngagementTypeDescription != '-'">
          <p><xsl:value-of select="gl-bus:accountantEngagementTypeDescription"/></p>
        </xsl:if>
        <p>
          <xsl:for-each select="gl-bus:accountantContactInformation/*/gl-bus:accountantContactPhoneNumber | gl-bus:accountantContactInformation/*/gl-bus:accountantContactEmailAddress">
            <xsl:if test="position() &gt; 1"> · </xsl:if>
            <xsl:value-of select="."/>
          </xsl:for-each>
        </p>
      </dd>
    </div>
  </xsl:template>

  <xsl:template name="ledger">
    <div>
      <dt>Belge</dt>
      <dd>
        <p>
          <b class="id"><xsl:value-of select="$info/gl-cor:uniqueID"/></b>
          <xsl:text> · para birimi </xsl:text>
          <xsl:value-of select="$currency"/>
        </p>
        <p>
          <xsl:text>Düzenleme </xsl:text>
          <xsl:call-template name="date"><xsl:with-param name="value" select="$info/gl-cor:creationDate"/></xsl:call-template>
          <xsl:if test="string($info/gl-bus:creator)"> · <xsl:value-of select="$info/gl-bus:creator"/></xsl:if>
        </p>
        <p>
          <xsl:text>Hesap dönemi </xsl:text>
          <xsl:call-template name="date"><xsl:with-param name="value" select="$entity/gl-bus:fiscalYearStart"/></xsl:call-template>
          <xsl:text> – </xsl:text>
          <xsl:call-template name="date"><xsl:with-param name="value" select="$entity/gl-bus:fiscalYearEnd"/></xsl:call-template>
        </p>
        <p>
          <xsl:call-template name="source"><xsl:with-param name="text" select="string($info/gl-bus:sourceApplication)"/></xsl:call-template>
        </p>
      </dd>
    </div>
  </xsl:template>

  <!-- VKN##ÜNVAN##PROGRAM##VERSİYON -->
  <xsl:template name="source">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="contains($text, '##')">
        <xsl:value-of select="substring-before($text, '##')"/>
        <xsl:text> · </xsl:text>
        <xsl:call-template name="source"><xsl:with-param name="text" select="substring-after($text, '##')"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="pages">
    <xsl:if test="$pages &gt; 1">
      <nav>
        <xsl:choose>
          <xsl:when test="string($previous)"><a href="{$previous}" rel="prev">‹ Önceki sayfa</a></xsl:when>
          <xsl:otherwise><span/></xsl:otherwise>
        </xsl:choose>
        <b>Sayfa <xsl:value-of select="$page"/> / <xsl:value-of select="$pages"/></b>
        <xsl:choose>
          <xsl:when test="string($next)"><a href="{$next}" rel="next">Sonraki sayfa ›</a></xsl:when>
          <xsl:otherwise><span/></xsl:otherwise>
        </xsl:choose>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template name="foot">
    <footer>
      <xsl:if test="string($info/gl-cor:entriesComment)"><p><xsl:value-of select="$info/gl-cor:entriesComment"/></p></xsl:if>
      <xsl:for-each select="/*/*[local-name() = 'extensions']//*[@filename]">
        <p>Ek: <xsl:value-of select="@filename"/></p>
      </xsl:for-each>
      <div class="signatures">
        <xsl:if test="$signature">
          <xsl:call-template name="signature">
            <xsl:with-param name="name" select="'İmza'"/>
            <xsl:with-param name="of" select="$signature"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:if test="$counterSignature">
          <xsl:call-template name="signature">
            <xsl:with-param name="name" select="'GİB onayı'"/>
            <xsl:with-param name="of" select="$counterSignature"/>
          </xsl:call-template>
        </xsl:if>
      </div>
      <p class="note">
        <xsl:choose>
          <xsl:when test="$signature">İmza bilgileri dosyada yazdığı gibidir; bu görünüm imzayı doğrulamaz. </xsl:when>
          <xsl:otherwise>Bu dosya imzalı değildir. </xsl:otherwise>
        </xsl:choose>
        <xsl:text>Yasal kayıt, imzalı XML dosyasıdır.</xsl:text>
      </p>
    </footer>
  </xsl:template>

  <xsl:template name="signature">
    <xsl:param name="name"/>
    <xsl:param name="of"/>
    <xsl:variable name="subject" select="string($of/ds:KeyInfo/ds:X509Data/ds:X509SubjectName)"/>
    <xsl:variable name="time" select="string($of/ds:Object/xades:QualifyingProperties/xades:SignedProperties/xades:SignedSignatureProperties/xades:SigningTime)"/>
    <div class="signature">
      <h2><xsl:value-of select="$name"/></h2>
      <p>
        <b>
          <xsl:choose>
            <xsl:when test="contains($subject, 'CN=')">
              <xsl:call-template name="attribute-value"><xsl:with-param name="text" select="substring-after($subject, 'CN=')"/></xsl:call-template>
            </xsl:when>
            <xsl:when test="$subject != ''"><xsl:value-of select="$subject"/></xsl:when>
            <xsl:otherwise>Adı dosyada yazılı değil</xsl:otherwise>
          </xsl:choose>
        </b>
        <xsl:if test="contains($subject, 'SERIALNUMBER=')">
          <xsl:text> · </xsl:text>
          <xsl:call-template name="attribute-value"><xsl:with-param name="text" select="substring-after($subject, 'SERIALNUMBER=')"/></xsl:call-template>
        </xsl:if>
      </p>
      <xsl:if test="$time != ''">
        <p>
          <xsl:call-template name="date"><xsl:with-param name="value" select="$time"/></xsl:call-template>
          <xsl:text> </xsl:text>
          <xsl:value-of select="substring($time, 12, 5)"/>
        </p>
      </xsl:if>
    </div>
  </xsl:template>

  <!-- The first value in the rest of a distinguished name; a comma in it is quoted or has a backslash before it (RFC 2253). -->
  <xsl:template name="attribute-value">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="starts-with($text, '&quot;')"><xsl:value-of select="substring-before(substring($text, 2), '&quot;')"/></xsl:when>
      <xsl:when test="contains(substring-before($text, ','), '\') and substring(substring-before($text, ','), string-length(substring-before($text, ','))) = '\'">
        <xsl:value-of select="substring-before($text, '\,')"/>
        <xsl:text>,</xsl:text>
        <xsl:call-template name="attribute-value"><xsl:with-param name="text" select="substring-after($text, '\,')"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="contains($text, ',')"><xsl:value-of select="substring-before($text, ',')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- dd.MM.yyyy of a date or a date and time. -->
  <xsl:template name="date">
    <xsl:param name="value"/>
    <xsl:variable name="text" select="normalize-space($value)"/>
    <xsl:choose>
      <xsl:when test="string-length($text) &gt;= 10">
        <xsl:value-of select="concat(substring($text, 9, 2), '.', substring($text, 6, 2), '.', substring($text, 1, 4))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="period">
    <xsl:variable name="month" select="number(substring($info/gl-cor:periodCoveredStart, 6, 2))"/>
    <!-- Seven characters for each name. -->
    <xsl:value-of select="normalize-space(substring('Ocak   Şubat  Mart   Nisan  Mayıs  HaziranTemmuz AğustosEylül  Ekim   Kasım  Aralık ', ($month - 1) * 7 + 1, 7))"/>
    <xsl:text> </xsl:text>
    <xsl:value-of select="substring($info/gl-cor:periodCoveredStart, 1, 4)"/>
  </xsl:template>

  <xsl:template name="days">
    <xsl:call-template name="date"><xsl:with-param name="value" select="$info/gl-cor:periodCoveredStart"/></xsl:call-template>
    <xsl:if test="$info/gl-cor:periodCoveredEnd != $info/gl-cor:periodCoveredStart">
      <xsl:text> – </xsl:text>
      <xsl:call-template name="date"><xsl:with-param name="value" select="$info/gl-cor:periodCoveredEnd"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- In an entryDetail: document type, number and date, and how it was paid. -->
  <xsl:template name="document">
    <xsl:if test="gl-cor:documentType or gl-cor:documentNumber">
      <span class="kind">
        <xsl:choose>
          <xsl:when test="string(gl-cor:documentTypeDescription)"><xsl:value-of select="gl-cor:documentTypeDescription"/></xsl:when>
          <xsl:when test="gl-cor:documentType = 'invoice'">Fatura</xsl:when>
          <xsl:when test="gl-cor:documentType = 'check'">Çek</xsl:when>
          <xsl:when test="gl-cor:documentType = 'voucher'">Senet</xsl:when>
          <xsl:when test="gl-cor:documentType = 'receipt'">Makbuz</xsl:when>
          <xsl:when test="gl-cor:documentType = 'shipment'">Navlun</xsl:when>
          <xsl:when test="gl-cor:documentType = 'order-customer'">Müşteri siparişi</xsl:when>
          <xsl:when test="gl-cor:documentType = 'order-vendor'">Satıcı siparişi</xsl:when>
          <xsl:when test="gl-cor:documentType = 'other'">Diğer</xsl:when>
          <xsl:otherwise><xsl:value-of select="gl-cor:documentType"/></xsl:otherwise>
        </xsl:choose>
      </span>
      <xsl:if test="string(gl-cor:documentNumber)"><xsl:text> </xsl:text><span class="id"><xsl:value-of select="gl-cor:documentNumber"/></span></xsl:if>
      <xsl:if test="string(gl-cor:documentDate)">
        <xsl:text> </xsl:text>
        <span class="date"><xsl:call-template name="date"><xsl:with-param name="value" select="gl-cor:documentDate"/></xsl:call-template></span>
      </xsl:if>
    </xsl:if>
    <xsl:if test="string(gl-bus:paymentMethod)">
      <xsl:text> </xsl:text>
      <span class="paid">Ödeme: <xsl:value-of select="gl-bus:paymentMethod"/></span>
    </xsl:if>
  </xsl:template>

  <!-- In an entryDetail: the amount in its own currency, and quantities of funds or goods. -->
  <xsl:template name="measures">
    <xsl:if test="gl-muc:amountOriginalAmount or gl-muc:amountOriginalCurrency">
      <p class="foreign">
        <xsl:value-of select="format-number(gl-muc:amountOriginalAmount, '#.##0,00##', 'tr')"/>
        <xsl:text> </xsl:text>
        <xsl:call-template name="code"><xsl:with-param name="value" select="gl-muc:amountOriginalCurrency"/></xsl:call-template>
        <xsl:if test="string(gl-muc:amountOriginalExchangeRate)">
          <xsl:text> × </xsl:text>
          <xsl:value-of select="format-number(gl-muc:amountOriginalExchangeRate, '#.##0,00######', 'tr')"/>
        </xsl:if>
        <xsl:if test="string(gl-muc:amountOriginalExchangeRateDate)">
          <xsl:text> · kur tarihi </xsl:text>
          <xsl:call-template name="date"><xsl:with-param name="value" select="gl-muc:amountOriginalExchangeRateDate"/></xsl:call-template>
        </xsl:if>
        <xsl:for-each select="gl-muc:amountOriginalExchangeRateSource[string(.)] | gl-muc:amountOriginalExchangeRateComment[string(.)]">
          <xsl:text> · </xsl:text>
          <xsl:value-of select="."/>
        </xsl:for-each>
      </p>
    </xsl:if>
    <xsl:if test="gl-muc:amountCurrency and substring-after(gl-muc:amountCurrency, ':') != $currency">
      <p class="foreign">Tutar <xsl:call-template name="code"><xsl:with-param name="value" select="gl-muc:amountCurrency"/></xsl:call-template> cinsindendir</p>
    </xsl:if>
    <xsl:for-each select="gl-bus:measurable">
      <p class="fund">
        <xsl:for-each select="gl-bus:measurableID | gl-bus:measurableDescription | gl-bus:measurableCodeDescription | gl-bus:measurableQualifier">
          <xsl:if test="position() &gt; 1"> · </xsl:if>
          <xsl:value-of select="."/>
        </xsl:for-each>
        <xsl:if test="string(gl-bus:measurableQuantity) and (gl-bus:measurableCode or gl-bus:measurableCostPerUnit)">
          <xsl:text>: </xsl:text>
          <xsl:call-template name="quantity"/>
          <xsl:if test="string(gl-bus:measurableCostPerUnit)">
            <xsl:text> × </xsl:text>
            <xsl:value-of select="format-number(gl-bus:measurableCostPerUnit, '#.##0,00######', 'tr')"/>
          </xsl:if>
        </xsl:if>
      </p>
    </xsl:for-each>
  </xsl:template>

  <!-- In a measurable: 12,5 Kg. -->
  <xsl:template name="quantity">
    <xsl:value-of select="format-number(gl-bus:measurableQuantity, '#.##0,########', 'tr')"/>
    <xsl:text> </xsl:text>
    <xsl:value-of select="gl-bus:measurableUnitOfMeasure"/>
  </xsl:template>

  <!-- USD of iso4217:USD. -->
  <xsl:template name="code">
    <xsl:param name="value"/>
    <xsl:choose>
      <xsl:when test="contains($value, ':')"><xsl:value-of select="substring-after($value, ':')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$value"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Sums taken over from the page before, and handed on to the next. -->
  <xsl:template name="carried">
    <xsl:param name="columns"/>
    <xsl:param name="hasBalance" select="false()"/>
    <xsl:if test="$page &gt; 1">
      <tbody class="carried">
        <tr>
          <td colspan="{$columns}">Önceki sayfadan nakli yekûn</td>
          <td class="amount debit"><xsl:value-of select="format-number($carriedDebit, '#.##0,00', 'tr')"/></td>
          <td class="amount credit"><xsl:value-of select="format-number($carriedCredit, '#.##0,00', 'tr')"/></td>
          <xsl:if test="$hasBalance"><td class="amount"/></xsl:if>
        </tr>
      </tbody>
    </xsl:if>
  </xsl:template>

  <xsl:template name="sums">
    <xsl:param name="columns"/>
    <xsl:param name="hasBalance" select="false()"/>
    <tfoot>
      <tr>
        <xsl:choose>
          <xsl:when test="$page &lt; $pages">
            <td colspan="{$columns}">Sonraki sayfaya nakli yekûn</td>
            <td class="amount debit"><xsl:value-of select="format-number($handedDebit, '#.##0,00', 'tr')"/></td>
            <td class="amount credit"><xsl:value-of select="format-number($handedCredit, '#.##0,00', 'tr')"/></td>
          </xsl:when>
          <xsl:otherwise>
            <td colspan="{$columns}">Genel toplam (<xsl:value-of select="$currency"/>)</td>
            <td class="amount debit"><xsl:value-of select="format-number($totalDebit, '#.##0,00', 'tr')"/></td>
            <td class="amount credit"><xsl:value-of select="format-number($totalCredit, '#.##0,00', 'tr')"/></td>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:if test="$hasBalance"><td class="amount"/></xsl:if>
      </tr>
    </tfoot>
  </xsl:template>
</xsl:stylesheet>
