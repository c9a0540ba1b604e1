using System;
using System.Collections.Generic;
using System.Linq;

namespace DefterX.Office;

/// <summary>What GİB's schematron and guides want of a firm (edefter_yevmiye.sch, entityInformation;
/// XBRL GL Genel Açıklamalar).</summary>
internal static class FirmValidator
{
    /// <summary>Refuses an invalid firm.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.FirmInvalid"/>, with all problems.</exception>
    public static void Check(Firm firm)
    {
        IReadOnlyList<string> problems = Problems(firm);
        if (problems.Count == 0) return;
        string list = string.Concat(problems.Select(problem => Environment.NewLine + "- " + problem));
        throw new DefterXException(
            ErrorIds.FirmInvalid, Text.Format(Strings.FirmInvalid, firm.Identifier, list), firm.Identifier);
    }

    /// <summary>All problems, in the UI culture.</summary>
    public static IReadOnlyList<string> Problems(Firm firm)
    {
        List<string> problems = [];
        Want(TaxIdentifier.IsValid(firm.Identifier), Text.Format(Strings.IdentifierInvalid, firm.Identifier));
        Want(firm.Title?.Trim().Length >= 2, Strings.TitleInvalid);
        CheckAddress(firm.Address, firm.Title, problems);
        Want(IsPhone(firm.Phone), Text.Format(Strings.PhoneInvalid, firm.Phone));
        Want(firm.Fax is null || IsPhone(firm.Fax), Text.Format(Strings.PhoneInvalid, firm.Fax));
        Want(IsEmail(firm.Email), Text.Format(Strings.EmailInvalid, firm.Email));
        Want(IsNace(firm.NaceCode), Text.Format(Strings.NaceInvalid, firm.NaceCode));
        Want(firm.FiscalYearStartMonth is >= 1 and <= 12, Strings.FiscalYearInvalid);
        Want(firm.Currency is { Length: 3 } && firm.Currency.All(c => c is >= 'A' and <= 'Z'), Strings.CurrencyInvalid);
        Want(AreCounters(firm.OpeningCounters), Strings.CountersInvalid);

        foreach (string signer in firm.AuthorizedSigners ?? [])
        {
            Want(TaxIdentifier.IsValid(signer), Text.Format(Strings.IdentifierInvalid, signer));
        }

        Want(firm.Accountants is { Count: > 0 }, Strings.AccountantMissing);
        foreach (Accountant accountant in firm.Accountants ?? [])
        {
            Want(!string.IsNullOrWhiteSpace(accountant.Name), Strings.AccountantNameMissing);
            Want(!string.IsNullOrWhiteSpace(accountant.Engagement), Text.Format(Strings.EngagementMissing, accountant.Name));
            CheckAddress(accountant.Address, accountant.Name, problems);
            Want(accountant.Phone is null || IsPhone(accountant.Phone), Text.Format(Strings.PhoneInvalid, accountant.Phone));
            Want(accountant.Fax is null || IsPhone(accountant.Fax), Text.Format(Strings.PhoneInvalid, accountant.Fax));
            Want(accountant.Email is null || IsEmail(accountant.Email), Text.Format(Strings.EmailInvalid, accountant.Email));
        }

        HashSet<string> numbers = new(StringComparer.Ordinal);
        foreach (Branch branch in firm.Branches ?? [])
        {
            Want(IsBranchNumber(branch.Number), Text.Format(Strings.BranchNumberInvalid, branch.Number));
            Want(branch.Number is null || numbers.Add(branch.Number), Text.Format(Strings.BranchTwice, branch.Number));
            Want(branch.OpeningCounters is null || AreCounters(branch.OpeningCounters), Strings.CountersInvalid);
            Want(branch.Name?.Trim().Length >= 2, Text.Format(Strings.BranchNameInvalid, branch.Number));
        }

        return problems;

        void Want(bool condition, string problem)
        {
            if (!condition) problems.Add(problem);
        }
    }

    private static void CheckAddress(Address? address, string? owner, List<string> problems)
    {
        string?[] parts = [address?.BuildingNumber, address?.Street, address?.City, address?.ZipCode, address?.Country];
        if (parts.Any(string.IsNullOrWhiteSpace)) problems.Add(Text.Format(Strings.AddressIncomplete, owner));
    }

    private static bool AreCounters(OpeningCounters? counters) =>
        counters is { EntryNumber: >= 0, LineNumber: >= 0, PartNumber: >= 0 and <= 999_999 };

    private static bool IsDigits(string text) => text.All(c => c is >= '0' and <= '9');

    private static bool IsPhone(string? text) => text is { Length: 10 } && text[0] != '0' && IsDigits(text);

    private static bool IsBranchNumber(string? text) => text is { Length: 4 } and not "0000" && IsDigits(text);

    private static bool IsEmail(string? text)
    {
        if (text is null || text.Any(char.IsWhiteSpace)) return false;
        string[] parts = text.Split('@');
        return parts.Length == 2 && parts[0].Length > 0 && parts[1].Length > 0;
    }

    // 2 to 6 groups, the first of two digits, as 47.11.01 and GİB's own example 19.84.1.1.00.
    private static bool IsNace(string? text)
    {
        string[] groups = text?.Split('.') ?? [];
        return groups.Length is >= 2 and <= 6 && groups[0].Length == 2 && groups.All(g => g.Length is 1 or 2 && IsDigits(g));
    }
}
