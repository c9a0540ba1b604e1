<?xml version="1.0" encoding="UTF-8"?>
<!-- DefterX: the view of the report of a month (defter raporu), laid out as a trial balance. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:edefter="http://www.edefter.gov.tr" xmlns:xbrli="http://www.xbrl.org/2003/instance"
  xmlns:gl-cor="http://www.xbrl.org/int/gl/cor/2006-10-25" xmlns:gl-bus="http://www.xbrl.org/int/gl/bus/2006-10-25"
  xmlns:gl-muc="http://www.xbrl.org/int/gl/muc/2006-10-25" xmlns:edefterek="http://www.edefter.gov.tr/ek"
  xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"
  exclude-result-prefixes="edefter xbrli gl-cor gl-bus gl-muc edefterek ds xades">
  <xsl:include href="common.xslt"/>

  <xsl:key name="credits" match="gl-cor:entryDetail[gl-cor:debitCreditCode = 'C' or gl-cor:debitCreditCode = 'credit']" use="gl-cor:account/gl-cor:accountMainID"/>

  <xsl:template name="title">Defter Raporu</xsl:template>

  <xsl:template name="figures">
    <xsl:call-template name="ledger-figures">
      <xsl:with-param name="name" select="'Hesap'"/>
      <xsl:with-param name="entries" select="count($entries/gl-cor:entryDetail) div 2"/>
      <xsl:with-param name="lines" select="sum($entries/gl-cor:entryDetail/gl-cor:documentApplyToNumber)"/>
    </xsl:call-template>
    <div>
      <dt>Rapor no</dt>
      <dd class="uuid"><xsl:value-of select="$context/xbrli:entity/xbrli:segment/gl-cor:uniqueID"/></dd>
    </div>
  </xsl:template>

  <xsl:template name="content">
    <table class="trial">
      <colgroup><col class="code"/><col/><col class="no"/><col class="amount"/><col class="no"/><col class="amount"/><col class="amount"/><col class="amount"/></colgroup>
      <thead>
        <tr>
          <th scope="col">Hesap</th>
          <th scope="col">Hesap adı</th>
          <th scope="col" class="amount">Satır</th>
          <th scope="col" class="amount">Borç</th>
          <th scope="col" class="amount">Satır</th>
          <th scope="col" class="amount">Alacak</th>
          <th scope="col" class="amount">Borç bakiyesi</th>
          <th scope="col" class="amount">Alacak bakiyesi</th>
        </tr>
      </thead>
      <tbody><xsl:apply-templates select="$entries"/></tbody>
      <tfoot>
        <tr>
          <td colspan="2">Toplam (<xsl:value-of select="$currency"/>)</td>
          <td class="no"/>
          <td class="amount debit"><xsl:value-of select="format-number($totalDebit, '#.##0,00', 'tr')"/></td>
          <td class="no"/>
          <td class="amount credit"><xsl:value-of select="format-number($totalCredit, '#.##0,00', 'tr')"/></td>
          <td class="amount"/>
          <td class="amount"/>
        </tr>
      </tfoot>
    </table>
  </xsl:template>

  <xsl:template match="gl-cor:entryHeader">
    <xsl:for-each select="gl-cor:entryDetail[gl-cor:debitCreditCode = 'D' or gl-cor:debitCreditCode = 'debit']">
      <xsl:variable name="credit" select="key('credits', gl-cor:account/gl-cor:accountMainID)[1]"/>
      <xsl:variable name="balance" select="gl-cor:amount - sum($credit/gl-cor:amount)"/>
      <tr>
        <td class="code"><b><xsl:value-of select="gl-cor:account/gl-cor:accountMainID"/></b></td>
        <td class="text"><xsl:value-of select="gl-cor:account/gl-cor:accountMainDescription"/></td>
        <td class="no"><xsl:value-of select="format-number(gl-cor:documentApplyToNumber, '#.##0', 'tr')"/></td>
        <td class="amount debit"><xsl:value-of select="format-number(gl-cor:amount, '#.##0,00', 'tr')"/></td>
        <td class="no"><xsl:value-of select="format-number($credit/gl-cor:documentApplyToNumber, '#.##0', 'tr')"/></td>
        <td class="amount credit"><xsl:value-of select="format-number($credit/gl-cor:amount, '#.##0,00', 'tr')"/></td>
        <td class="amount side"><xsl:if test="$balance &gt; 0.005"><xsl:value-of select="format-number($balance, '#.##0,00', 'tr')"/></xsl:if></td>
        <td class="amount side"><xsl:if test="$balance &lt; -0.005"><xsl:value-of select="format-number(-$balance, '#.##0,00', 'tr')"/></xsl:if></td>
      </tr>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
