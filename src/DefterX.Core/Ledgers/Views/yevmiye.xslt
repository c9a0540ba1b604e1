<?xml version="1.0" encoding="UTF-8"?>
<!-- DefterX: the view of a journal (yevmiye defteri). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:edefter="http://www.edefter.gov.tr" xmlns:xbrli="http://www.xbrl.org/2003/instance"
  xmlns:gl-cor="http://www.xbrl.org/int/gl/cor/2006-10-25" xmlns:gl-bus="http://www.xbrl.org/int/gl/bus/2006-10-25"
  xmlns:gl-muc="http://www.xbrl.org/int/gl/muc/2006-10-25" xmlns:edefterek="http://www.edefter.gov.tr/ek"
  xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"
  exclude-result-prefixes="edefter xbrli gl-cor gl-bus gl-muc edefterek ds xades">
  <xsl:include href="common.xslt"/>

  <xsl:template name="title">Yevmiye Defteri</xsl:template>

  <xsl:template name="figures"><xsl:call-template name="ledger-figures"/></xsl:template>

  <xsl:template name="content">
    <table class="journal">
      <colgroup><col class="no"/><col class="code"/><col/><col class="document"/><col class="amount"/><col class="amount"/></colgroup>
      <thead>
        <tr>
          <th scope="col">Satır</th>
          <th scope="col">Hesap</th>
          <th scope="col">Hesap adı ve açıklama</th>
          <th scope="col">Belge</th>
          <th scope="col" class="amount">Borç</th>
          <th scope="col" class="amount">Alacak</th>
        </tr>
      </thead>
      <xsl:call-template name="carried"><xsl:with-param name="columns" select="4"/></xsl:call-template>
      <xsl:call-template name="rows"/>
      <xsl:call-template name="sums"><xsl:with-param name="columns" select="4"/></xsl:call-template>
    </table>
  </xsl:template>

  <xsl:template match="gl-cor:entryHeader">
    <tbody class="entry">
      <xsl:if test="not(continued)">
        <tr class="entry-head">
          <th colspan="6" scope="rowgroup">
            <span class="number">Madde <xsl:value-of select="gl-cor:entryNumberCounter"/></span>
            <span class="date"><xsl:call-template name="date"><xsl:with-param name="value" select="gl-cor:enteredDate"/></xsl:call-template></span>
            <span class="text"><xsl:value-of select="gl-cor:entryComment"/></span>
            <span class="meta">
              <xsl:if test="string(gl-cor:entryNumber)">Fiş <xsl:value-of select="gl-cor:entryNumber"/></xsl:if>
              <xsl:if test="string(gl-cor:enteredBy)"> · <xsl:value-of select="gl-cor:enteredBy"/></xsl:if>
              <xsl:if test="string(gl-bus:batchID)"> · Şube <xsl:value-of select="gl-bus:batchID"/></xsl:if>
            </span>
          </th>
        </tr>
      </xsl:if>
      <xsl:apply-templates select="gl-cor:entryDetail"/>
      <xsl:if test="not(continues)">
        <tr class="total">
          <td colspan="4">Madde toplamı</td>
          <td class="amount debit"><xsl:value-of select="format-number(gl-bus:totalDebit, '#.##0,00', 'tr')"/></td>
          <td class="amount credit"><xsl:value-of select="format-number(gl-bus:totalCredit, '#.##0,00', 'tr')"/></td>
        </tr>
      </xsl:if>
    </tbody>
  </xsl:template>

  <xsl:template match="gl-cor:entryDetail">
    <xsl:variable name="isDebit" select="gl-cor:debitCreditCode = 'D' or gl-cor:debitCreditCode = 'debit'"/>
    <tr>
      <xsl:if test="not($isDebit)"><xsl:attribute name="class">right</xsl:attribute></xsl:if>
      <td class="no"><xsl:value-of select="gl-cor:lineNumber"/></td>
      <td class="code">
        <xsl:for-each select="gl-cor:account">
          <b><xsl:value-of select="gl-cor:accountMainID"/></b>
          <xsl:for-each select="gl-cor:accountSub"><span><xsl:value-of select="gl-cor:accountSubID"/></span></xsl:for-each>
        </xsl:for-each>
      </td>
      <td class="text">
        <xsl:for-each select="gl-cor:account">
          <b><xsl:value-of select="gl-cor:accountMainDescription"/></b>
          <xsl:for-each select="gl-cor:accountSub"><span><xsl:value-of select="gl-cor:accountSubDescription"/></span></xsl:for-each>
        </xsl:for-each>
        <xsl:if test="string(gl-cor:detailComment)"><p class="comment"><xsl:value-of select="gl-cor:detailComment"/></p></xsl:if>
        <xsl:call-template name="measures"/>
      </td>
      <td class="document"><xsl:call-template name="document"/></td>
      <td class="amount debit"><xsl:if test="$isDebit"><xsl:value-of select="format-number(gl-cor:amount, '#.##0,00', 'tr')"/></xsl:if></td>
      <td class="amount credit"><xsl:if test="not($isDebit)"><xsl:value-of select="format-number(gl-cor:amount, '#.##0,00', 'tr')"/></xsl:if></td>
    </tr>
  </xsl:template>
</xsl:stylesheet>
