<?xml version="1.0" encoding="UTF-8"?>
<!-- DefterX: the view of the berats of journal, general ledger and inventory, and of those that GİB approved. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:edefter="http://www.edefter.gov.tr" xmlns:xbrli="http://www.xbrl.org/2003/instance"
  xmlns:gl-cor="http://www.xbrl.org/int/gl/cor/2006-10-25" xmlns:gl-bus="http://www.xbrl.org/int/gl/bus/2006-10-25"
  xmlns:gl-muc="http://www.xbrl.org/int/gl/muc/2006-10-25" xmlns:edefterek="http://www.edefter.gov.tr/ek"
  xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"
  exclude-result-prefixes="edefter xbrli gl-cor gl-bus gl-muc edefterek ds xades">
  <xsl:include href="common.xslt"/>

  <xsl:variable name="segment" select="$context/xbrli:entity/xbrli:segment"/>

  <xsl:template name="title">
    <xsl:choose>
      <xsl:when test="$info/gl-cor:entriesType = 'journal'">Yevmiye Defteri Beratı</xsl:when>
      <xsl:when test="$info/gl-cor:entriesType = 'assets'">Envanter Defteri Beratı</xsl:when>
      <xsl:otherwise>Büyük Defter Beratı</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="figures">
    <xsl:if test="string($segment/gl-bus:numberOfEntries)">
      <xsl:call-template name="fact">
        <xsl:with-param name="name" select="'Madde'"/>
        <xsl:with-param name="value" select="format-number($segment/gl-bus:numberOfEntries, '#.##0', 'tr')"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="string($segment/gl-bus:measurableQuantity)">
      <xsl:call-template name="fact">
        <xsl:with-param name="name" select="'Defter dosyası'"/>
        <xsl:with-param name="value" select="format-number($segment/gl-bus:measurableQuantity, '#.##0,00', 'tr')"/>
        <xsl:with-param name="note" select="'MB'"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="string($segment/gl-cor:uniqueID)">
      <div>
        <dt>Berat no</dt>
        <dd class="uuid"><xsl:value-of select="$segment/gl-cor:uniqueID"/></dd>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template name="content">
    <xsl:if test="$entries">
      <table class="totals">
        <colgroup><col class="code"/><col/><col class="amount"/><col class="amount"/></colgroup>
        <thead>
          <tr>
            <th scope="col">Hesap</th>
            <th scope="col">Dönem içi hareket</th>
            <th scope="col" class="amount">Borç</th>
            <th scope="col" class="amount">Alacak</th>
          </tr>
        </thead>
        <tbody><xsl:apply-templates select="$entries"/></tbody>
      </table>
    </xsl:if>
    <xsl:if test="/*/ds:SignatureValue">
      <section>
        <h2>Defterin imza değeri</h2>
        <p class="value"><xsl:value-of select="normalize-space(/*/ds:SignatureValue)"/></p>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- Debit and credit of an account follow one another. -->
  <xsl:template match="gl-cor:entryHeader">
    <xsl:for-each select="gl-cor:entryDetail[gl-cor:debitCreditCode = 'D' or gl-cor:debitCreditCode = 'debit']">
      <xsl:variable name="id" select="gl-cor:account/gl-cor:accountMainID"/>
      <tr>
        <td class="code"><b><xsl:value-of select="$id"/></b></td>
        <td class="text"><xsl:value-of select="gl-cor:account/gl-cor:accountMainDescription"/></td>
        <td class="amount debit"><xsl:value-of select="format-number(gl-cor:amount, '#.##0,00', 'tr')"/></td>
        <td class="amount credit">
          <xsl:value-of select="format-number(../gl-cor:entryDetail[gl-cor:account/gl-cor:accountMainID = $id and (gl-cor:debitCreditCode = 'C' or gl-cor:debitCreditCode = 'credit')]/gl-cor:amount, '#.##0,00', 'tr')"/>
        </td>
      </tr>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
