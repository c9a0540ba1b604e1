using System.Collections.Generic;
using System.Text.Json;

namespace DefterX.OfficeService.Contracts;

/// <param name="Change">Grows with each change of any firm.</param>
internal sealed record FirmList(long Change, IReadOnlyList<FirmDocument> Firms);

/// <param name="Version">For If-Match; 0 in what is new.</param>
/// <param name="Content">As in firms/VKN.json; unknown fields are kept.</param>
internal sealed record FirmDocument(string Identifier, long Version, JsonElement Content);
