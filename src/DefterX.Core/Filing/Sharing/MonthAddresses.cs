using DefterX.Ledgers;
using DefterX.OfficeService.Contracts;

namespace DefterX.Filing.Sharing;

/// <summary>How a service calls months.</summary>
internal static class MonthAddresses
{
    public static MonthAddress Of(LedgerId id) => new(id.Firm.Identifier, id.Period.ToString(), id.Branch?.Number, id.Book);
}
