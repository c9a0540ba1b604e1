<?xml version="1.0" encoding="UTF-8"?>
<!-- DefterX: the view of an inventory (envanter defteri). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:edefter="http://www.edefter.gov.tr" xmlns:xbrli="http://www.xbrl.org/2003/instance"
  xmlns:gl-cor="http://www.xbrl.org/int/gl/cor/2006-10-25" xmlns:gl-bus="http://www.xbrl.org/int/gl/bus/2006-10-25"
  xmlns:gl-muc="http://www.xbrl.org/int/gl/muc/2006-10-25" xmlns:edefterek="http://www.edefter.gov.tr/ek"
  xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"
  exclude-result-prefixes="edefter xbrli gl-cor gl-bus gl-muc edefterek ds xades">
  <xsl:include href="common.xslt"/>

  <xsl:template name="title">Envanter Defteri</xsl:template>

  <xsl:template name="figures">
    <xsl:call-template name="fact">
      <xsl:with-param name="name" select="'Madde'"/>
      <xsl:with-param name="value" select="format-number($entryCount, '#.##0', 'tr')"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="name" select="'Satır'"/>
      <xsl:with-param name="value" select="format-number($lineCount, '#.##0', 'tr')"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="content">
    <table class="inventory">
      <colgroup><col class="no"/><col class="code"/><col/><col class="quantity"/><col class="amount"/></colgroup>
      <thead>
        <tr>
          <th scope="col">Satır</th>
          <th scope="col">Hesap</th>
          <th scope="col">Hesap adı ve açıklama</th>
          <th scope="col" class="amount">Miktar</th>
          <th scope="col" class="amount">Tutar (<xsl:value-of select="$currency"/>)</th>
        </tr>
      </thead>
      <xsl:call-template name="rows"/>
    </table>
  </xsl:template>

  <xsl:template match="gl-cor:entryHeader">
    <tbody class="entry">
      <xsl:if test="not(continued)">
        <tr class="entry-head">
          <th colspan="5" scope="rowgroup">
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
    </tbody>
  </xsl:template>

  <xsl:template match="gl-cor:entryDetail">
    <tr>
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
      <td class="amount quantity">
        <xsl:for-each select="gl-bus:measurable[string(gl-bus:measurableQuantity)]">
          <p><xsl:call-template name="quantity"/></p>
        </xsl:for-each>
      </td>
      <td class="amount debit"><xsl:value-of select="format-number(gl-cor:amount, '#.##0,00', 'tr')"/></td>
    </tr>
  </xsl:template>
</xsl:stylesheet>
