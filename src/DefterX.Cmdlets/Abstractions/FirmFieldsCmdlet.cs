using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using DefterX.Cmdlets.Arguments;
using DefterX.Cmdlets.Completion;
using DefterX.Office;

namespace DefterX.Cmdlets.Abstractions;

/// <summary>The fields of a firm as flat parameters, so that rows of <c>Import-Csv</c> bind by property name.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FirmFieldsCmdlet : SessionCmdlet
{
    private static readonly char[] s_separators = [';', '|'];
    private static readonly char[] s_equals = ['='];

    /// <summary>Trade name as registered, or a person's name and surname.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Title { get; set; }

    /// <summary>Building number of the head office.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? BuildingNumber { get; set; }

    /// <summary>Street.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Street { get; set; }

    /// <summary>Second line of the address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Street2 { get; set; }

    /// <summary>City.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? City { get; set; }

    /// <summary>Postal code.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ZipCode { get; set; }

    /// <summary>Country; Türkiye by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Country { get; set; }

    /// <summary>Phone, 10 digits without the leading zero.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Phone { get; set; }

    /// <summary>Fax, 10 digits.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Fax { get; set; }

    /// <summary>E-mail address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Email { get; set; }

    /// <summary>Web site.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? WebSite { get; set; }

    /// <summary>NACE code of the main activity, such as <c>47.11.01</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? NaceCode { get; set; }

    /// <summary>The month in which the fiscal year starts, 1 to 12.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    public int? FiscalYearStartMonth { get; set; }

    /// <summary>The currency of the books, ISO 4217; TRY by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Currency { get; set; }

    /// <summary>Monthly or quarterly upload.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    public FilingPreference? FilingPreference { get; set; }

    /// <summary>VKN or TCKN of others who may sign.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? AuthorizedSigner { get; set; }

    /// <summary>Whether amounts in other currencies occur without one in that of the books, as on memorandum accounts.</summary>
    [Parameter] // not from the pipeline: a CSV file holds text, which PowerShell does not turn into a truth value
    public bool? IsMultiCurrency { get; set; }

    /// <summary>The branches, <c>0001=Merkez</c>; with the last entry, line and part number that were filed elsewhere,
    /// <c>0001=Merkez=340/1200/8</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? Branch { get; set; }

    /// <summary>Who is named as creator in the ledgers; the accountant by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Creator { get; set; }

    /// <summary>Title and name of the accountant.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AccountantName { get; set; }

    /// <summary>The accountant's contract as <c>kind, date, number</c>, or <c>-</c> for the firm's own accountant.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AccountantEngagement { get; set; }

    /// <summary>Building number of the accountant's office; the firm's address by default for its own accountant.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AccountantBuildingNumber { get; set; }

    /// <summary>Street of the accountant's office.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AccountantStreet { get; set; }

    /// <summary>Second line of the accountant's address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AccountantStreet2 { get; set; }

    /// <summary>City of the accountant's office.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AccountantCity { get; set; }

    /// <summary>Postal code of the accountant's office.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AccountantZipCode { get; set; }

    /// <summary>Country of the accountant's office.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AccountantCountry { get; set; }

    /// <summary>Phone of the accountant.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AccountantPhone { get; set; }

    /// <summary>Fax of the accountant.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AccountantFax { get; set; }

    /// <summary>E-mail address of the accountant.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AccountantEmail { get; set; }

    /// <summary>The last entry number filed before the first month kept here.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    public long? OpeningEntryNumber { get; set; }

    /// <summary>The last line number filed before.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    public long? OpeningLineNumber { get; set; }

    /// <summary>The last number in a uniqueID filed before.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [EmptyIsNull]
    public int? OpeningPartNumber { get; set; }

    /// <summary>The last month that was filed elsewhere.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PeriodTransformation]
    [ArgumentCompleter(typeof(PeriodCompleter))]
    public PeriodArgument? OpeningThrough { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (OpeningThrough?.Failure is { } failure) ThrowFailure(failure);
    }

    /// <summary>Whether a field was given for this firm.</summary>
    private protected virtual bool IsFieldGiven(string field) => IsGiven(field);

    /// <summary>The firm with the given fields, and the others as they were.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.FirmInvalid"/>, <see cref="ErrorIds.InvalidPeriod"/>.</exception>
    private protected Firm Apply(string identifier, Firm? known)
    {
        Address address = ApplyAddress(known?.Address, "");
        return new Firm
        {
            Identifier = identifier,
            Title = Required(nameof(Title), Title, known?.Title),
            Address = address,
            Phone = Required(nameof(Phone), Phone, known?.Phone),
            Fax = Optional(nameof(Fax), Fax, known?.Fax),
            Email = Required(nameof(Email), Email, known?.Email),
            WebSite = Required(nameof(WebSite), WebSite, known?.WebSite),
            NaceCode = Required(nameof(NaceCode), NaceCode, known?.NaceCode),
            FiscalYearStartMonth = Pick(nameof(FiscalYearStartMonth), FiscalYearStartMonth, known?.FiscalYearStartMonth) ?? 1,
            Currency = Optional(nameof(Currency), Currency, known?.Currency) ?? "TRY",
            IsMultiCurrency = Pick(nameof(IsMultiCurrency), IsMultiCurrency, known?.IsMultiCurrency) ?? false,
            FilingPreference = Pick(nameof(FilingPreference), FilingPreference, known?.FilingPreference) ?? default,
            AuthorizedSigners = IsFieldGiven(nameof(AuthorizedSigner)) ? Split(AuthorizedSigner) : known?.AuthorizedSigners ?? [],
            Branches = IsFieldGiven(nameof(Branch)) ? [.. Split(Branch).Select(text => ToBranch(text, known))] : known?.Branches ?? [],
            Creator = Optional(nameof(Creator), Creator, known?.Creator),
            Accountants = [ApplyAccountant(known?.Accountants[0], address), .. known?.Accountants.Skip(1) ?? []],
            OpeningCounters = ApplyCounters(known?.OpeningCounters ?? new OpeningCounters()),
        };
    }

    private Accountant ApplyAccountant(Accountant? known, Address firmAddress)
    {
        string engagement = Required(nameof(AccountantEngagement), AccountantEngagement, known?.Engagement);
        return new Accountant
        {
            Name = Required(nameof(AccountantName), AccountantName, known?.Name),
            Engagement = engagement,
            Address = engagement == "-" && known is null && string.IsNullOrWhiteSpace(AccountantStreet)
                ? firmAddress
                : ApplyAddress(known?.Address, "Accountant"),
            Phone = Optional(nameof(AccountantPhone), AccountantPhone, known?.Phone),
            Fax = Optional(nameof(AccountantFax), AccountantFax, known?.Fax),
            Email = Optional(nameof(AccountantEmail), AccountantEmail, known?.Email),
        };
    }

    private Address ApplyAddress(Address? known, string owner)
    {
        bool isFirm = owner.Length == 0;
        return new Address
        {
            BuildingNumber = Required(owner + nameof(BuildingNumber), isFirm ? BuildingNumber : AccountantBuildingNumber, known?.BuildingNumber),
            Street = Required(owner + nameof(Street), isFirm ? Street : AccountantStreet, known?.Street),
            Street2 = Optional(owner + nameof(Street2), isFirm ? Street2 : AccountantStreet2, known?.Street2),
            City = Required(owner + nameof(City), isFirm ? City : AccountantCity, known?.City),
            ZipCode = Required(owner + nameof(ZipCode), isFirm ? ZipCode : AccountantZipCode, known?.ZipCode),
            Country = Optional(owner + nameof(Country), isFirm ? Country : AccountantCountry, known?.Country) ?? "Türkiye",
        };
    }

    private OpeningCounters ApplyCounters(OpeningCounters known)
    {
        if (IsFieldGiven(nameof(OpeningThrough)) && OpeningThrough?.Failure is { } failure) throw failure;
        return new OpeningCounters(
            Pick(nameof(OpeningEntryNumber), OpeningEntryNumber, known.EntryNumber) ?? 0,
            Pick(nameof(OpeningLineNumber), OpeningLineNumber, known.LineNumber) ?? 0,
            Pick(nameof(OpeningPartNumber), OpeningPartNumber, known.PartNumber) ?? 0,
            IsFieldGiven(nameof(OpeningThrough)) ? OpeningThrough?.Value : known.Through);
    }

    private T? Pick<T>(string field, T? given, T? known)
        where T : struct => IsFieldGiven(field) ? given : known;

    private string Required(string field, string? given, string? known) => Optional(field, given, known) ?? "";

    private string? Optional(string field, string? given, string? known)
    {
        string? value = IsFieldGiven(field) ? given?.Trim() : known;
        return string.IsNullOrEmpty(value) ? null : value;
    }

    // A cell of a CSV file holds several values with ; or | between them.
    private static IReadOnlyList<string> Split(string[]? values) =>
    [
        .. (values ?? []).SelectMany(static value => value.Split(s_separators, StringSplitOptions.RemoveEmptyEntries))
            .Select(static value => value.Trim())
            .Where(static value => value.Length > 0),
    ];

    private Branch ToBranch(string text, Firm? known)
    {
        string[] parts = [.. text.Split(s_equals, 3).Select(static part => part.Trim())];
        DefterXException invalid = new(ErrorIds.FirmInvalid, Text.Format(Strings.BranchFormat, text), text);
        if (parts.Length < 2) throw invalid;
        Branch branch = new(parts[0], parts[1])
        {
            OpeningCounters = known?.Branches.FirstOrDefault(branch => branch.Number == parts[0])?.OpeningCounters,
        };
        if (parts.Length == 2) return branch;
        long[] numbers =
        [
            .. parts[2].Split('/').Select(number => long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
                ? value
                : throw invalid),
        ];
        if (numbers.Length != 3 || numbers[2] > int.MaxValue) throw invalid;
        Period? through = IsFieldGiven(nameof(OpeningThrough)) ? OpeningThrough?.Value : known?.OpeningCounters.Through;
        return branch with { OpeningCounters = new OpeningCounters(numbers[0], numbers[1], (int)numbers[2], through) };
    }
}
