<?xml version="1.0" encoding="UTF-8"?>
<!-- DefterX: the view of a general ledger (büyük defter, kebir). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:edefter="http://www.edefter.gov.tr" xmlns:xbrli="http://www.xbrl.org/2003/instance"
  xmlns:gl-cor="http://www.xbrl.org/int/gl/cor/2006-10-25" xmlns:gl-bus="http://www.xbrl.org/int/gl/bus/2006-10-25"
  xmlns:gl-muc="http://www.xbrl.org/int/gl/muc/2006-10-25" xmlns:edefterek="http://www.edefter.gov.tr/ek"
  xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"
  exclude-result-prefixes="edefter xbrli gl-cor gl-bus gl-muc edefterek ds xades">
  <xsl:include href="common.xslt"/>

  <xsl:template name="title">Büyük Defter</xsl:template>

  <xsl:template name="figures">
    <xsl:call-template name="ledger-figures"><xsl:with-param name="name" select="'Hesap'"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="content">
    <table class="accounts">
      <colgroup><col class="date"/><col class="no"/><col/><col class="document"/><col class="amount"/><col class="amount"/><col class="balance"/></colgroup>
      <thead>
        <tr>
          <th scope="col">Tarih</th>
          <th scope="col">Madde</th>
          <th scope="col">Açıklama</th>
          <th scope="col">Belge</th>
          <th scope="col" class="amount">Borç</th>
          <th scope="col" class="amount">Alacak</th>
          <th scope="col" class="amount">Bakiye</th>
        </tr>
      </thead>
      <xsl:call-template name="carried">
        <xsl:with-param name="columns" select="4"/>
        <xsl:with-param name="hasBalance" select="true()"/>
      </xsl:call-template>
      <xsl:call-template name="rows"/>
      <xsl:call-template name="sums">
        <xsl:with-param name="columns" select="4"/>
        <xsl:with-param name="hasBalance" select="true()"/>
      </xsl:call-template>
    </table>
  </xsl:template>

  <xsl:template match="gl-cor:entryHeader">
    <xsl:variable name="account" select="gl-cor:entryDetail[1]/gl-cor:account[1]"/>
    <xsl:variable name="debit" select="sum(continued/@debit) + sum(gl-cor:entryDetail[gl-cor:debitCreditCode = 'D' or gl-cor:debitCreditCode = 'debit']/gl-cor:amount)"/>
    <xsl:variable name="credit" select="sum(continued/@credit) + sum(gl-cor:entryDetail[gl-cor:debitCreditCode = 'C' or gl-cor:debitCreditCode = 'credit']/gl-cor:amount)"/>
    <tbody class="account">
      <xsl:if test="not(continued)">
        <tr class="entry-head">
          <th colspan="7" scope="rowgroup">
            <span class="number"><xsl:value-of select="$account/gl-cor:accountMainID"/></span>
            <span class="text">
              <xsl:value-of select="$account/gl-cor:accountMainDescription"/>
              <xsl:for-each select="$account/gl-cor:accountSub">
                <xsl:text> › </xsl:text>
                <b class="id"><xsl:value-of select="gl-cor:accountSubID"/></b>
                <xsl:text> </xsl:text>
                <xsl:value-of select="gl-cor:accountSubDescription"/>
              </xsl:for-each>
            </span>
            <xsl:if test="string(gl-bus:batchID)"><span class="meta">Şube <xsl:value-of select="gl-bus:batchID"/></span></xsl:if>
          </th>
        </tr>
      </xsl:if>
      <xsl:call-template name="lines">
        <xsl:with-param name="lines" select="gl-cor:entryDetail"/>
        <xsl:with-param name="balance" select="sum(continued/@debit) - sum(continued/@credit)"/>
      </xsl:call-template>
      <xsl:if test="not(continues)">
        <tr class="total">
          <td colspan="4">Hesap toplamı</td>
          <td class="amount debit"><xsl:value-of select="format-number($debit, '#.##0,00', 'tr')"/></td>
          <td class="amount credit"><xsl:value-of select="format-number($credit, '#.##0,00', 'tr')"/></td>
          <td class="amount balance"><xsl:call-template name="balance"><xsl:with-param name="value" select="$debit - $credit"/></xsl:call-template></td>
        </tr>
      </xsl:if>
    </tbody>
  </xsl:template>

  <!-- Lines with their running balance. Halves are taken in turn: going from line to line would be as many calls deep as there
       are lines, and summing what precedes each line would take time with their square; this takes n log n. -->
  <xsl:template name="lines">
    <xsl:param name="lines"/>
    <xsl:param name="balance"/>
    <xsl:variable name="count" select="count($lines)"/>
    <xsl:choose>
      <xsl:when test="$count = 1">
        <xsl:apply-templates select="$lines">
          <xsl:with-param name="before" select="$balance"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:when test="$count &gt; 1">
        <xsl:variable name="half" select="floor($count div 2)"/>
        <xsl:variable name="first" select="$lines[position() &lt;= $half]"/>
        <xsl:call-template name="lines">
          <xsl:with-param name="lines" select="$first"/>
          <xsl:with-param name="balance" select="$balance"/>
        </xsl:call-template>
        <xsl:call-template name="lines">
          <xsl:with-param name="lines" select="$lines[position() &gt; $half]"/>
          <xsl:with-param name="balance" select="$balance
            + sum($first[gl-cor:debitCreditCode = 'D' or gl-cor:debitCreditCode = 'debit']/gl-cor:amount)
            - sum($first[gl-cor:debitCreditCode = 'C' or gl-cor:debitCreditCode = 'credit']/gl-cor:amount)"/>
        </xsl:call-template>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="gl-cor:entryDetail">
    <xsl:param name="before"/>
    <xsl:variable name="isDebit" select="gl-cor:debitCreditCode = 'D' or gl-cor:debitCreditCode = 'debit'"/>
    <tr>
      <td class="date"><xsl:call-template name="date"><xsl:with-param name="value" select="gl-cor:postingDate"/></xsl:call-template></td>
      <td class="no"><xsl:value-of select="gl-cor:lineNumberCounter"/></td>
      <td class="text">
        <xsl:value-of select="gl-cor:detailComment"/>
        <xsl:if test="string(gl-cor:documentReference)"><xsl:text> </xsl:text><small>Fiş <xsl:value-of select="gl-cor:documentReference"/></small></xsl:if>
        <xsl:call-template name="measures"/>
      </td>
      <td class="document"><xsl:call-template name="document"/></td>
      <td class="amount debit"><xsl:if test="$isDebit"><xsl:value-of select="format-number(gl-cor:amount, '#.##0,00', 'tr')"/></xsl:if></td>
      <td class="amount credit"><xsl:if test="not($isDebit)"><xsl:value-of select="format-number(gl-cor:amount, '#.##0,00', 'tr')"/></xsl:if></td>
      <td class="amount balance">
        <xsl:call-template name="balance">
          <xsl:with-param name="value" select="$before + gl-cor:amount * (2 * $isDebit - 1)"/>
        </xsl:call-template>
      </td>
    </tr>
  </xsl:template>

  <!-- A balance with its side: B for debit, A for credit. Half a kuruş and less is what binary sums leave of nothing. -->
  <xsl:template name="balance">
    <xsl:param name="value"/>
    <xsl:choose>
      <xsl:when test="$value &gt; 0.005"><xsl:value-of select="format-number($value, '#.##0,00', 'tr')"/><small class="side">B</small></xsl:when>
      <xsl:when test="$value &lt; -0.005"><xsl:value-of select="format-number(-$value, '#.##0,00', 'tr')"/><small class="side">A</small></xsl:when>
      <xsl:otherwise>0,00<small class="side"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
