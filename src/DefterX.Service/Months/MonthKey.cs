using System.Globalization;
using System.Linq;
using DefterX.Ledgers;
using DefterX.OfficeService.Contracts;

namespace DefterX.Service.Months;

/// <summary>A month as the tables know it.</summary>
/// <param name="OfficeId">Whose it is.</param>
/// <param name="Firm">VKN or TCKN.</param>
/// <param name="Period">yyyy-MM.</param>
/// <param name="Branch">Four digits, or empty.</param>
/// <param name="Book">Journal or Inventory.</param>
internal sealed record MonthKey(string OfficeId, string Firm, string Period, string Branch, string Book)
{
    /// <summary>The condition by which rows of a month are found.</summary>
    public const string Where = "office_id = @OfficeId and firm = @Firm and period = @Period and branch = @Branch and book = @Book";

    /// <summary>The same month for those who ask.</summary>
    public MonthAddress Address => AddressOf(Firm, Period, Branch, Book);

    /// <summary>Reads the parts of a route; null where they name no month.</summary>
    public static MonthKey? Parse(string officeId, string firm, string period, string branch, string book)
    {
        string? branchNumber = branch == "-" ? "" : IsDigits(branch, 4) && branch != "0000" ? branch : null;
        string? bookName = book switch
        {
            "journal" => nameof(LedgerBook.Journal),
            "inventory" => nameof(LedgerBook.Inventory),
            _ => null,
        };
        bool isMonth = period.Length == 7 && DefterX.Period.TryParse(period, out Period parsed) && parsed.ToString() == period;
        if (!isMonth || branchNumber is null || bookName is null || !IsFirm(firm)) return null;
        return new MonthKey(officeId, firm, period, branchNumber, bookName);
    }

    /// <summary>Whether a text has the form of a firm's identifier, ten or eleven digits.</summary>
    public static bool IsFirm(string? text) => text is not null && (IsDigits(text, 10) || IsDigits(text, 11));

    /// <summary>An address from the columns of a row.</summary>
    public static MonthAddress AddressOf(string firm, string period, string branch, string book) => new(
        firm, period, branch.Length == 0 ? null : branch, book == nameof(LedgerBook.Inventory) ? LedgerBook.Inventory : LedgerBook.Journal);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address}");

    private static bool IsDigits(string text, int length) => text.Length == length && text.All(char.IsAsciiDigit);
}
