using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Devices;
using DefterX.Office;
using DefterX.OfficeService.Contracts;

namespace DefterX.OfficeService;

/// <summary>Which events of an audit log are wanted.</summary>
/// <param name="First">How many at most; null for all.</param>
/// <param name="After">Those from this time on, local time.</param>
/// <param name="Before">Those before this time, local time.</param>
/// <param name="Actions">Actions, with <c>*</c> and <c>?</c>; none for all.</param>
internal sealed record AuditQuery(int? First, DateTime? After, DateTime? Before, IReadOnlyList<string> Actions)
{
    public bool Wants(AuditEvent item) =>
        !(item.Time < After) && !(item.Time >= Before)
        && (Actions.Count == 0 || Actions.Any(action => NameWildcard.IsMatch(action, item.Action)));
}

/// <summary>Reads the audit log that a service keeps of an office.</summary>
internal static class AuditLog
{
    private const int LargestPage = 500;

    // Entries are numbered in the order in which they are written, which is not quite that of their times.
    private static readonly TimeSpan s_disorder = TimeSpan.FromMinutes(5);

    /// <summary>The events, newest first; a page is fetched when its first one is wanted.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.ServiceRequired"/>: the office is a folder; <see cref="ErrorIds.RoleRequired"/>,
    /// <see cref="ErrorIds.ServiceUnreachable"/>, <see cref="ErrorIds.SessionExpired"/>.</exception>
    public static IEnumerable<AuditEvent> Read(OfficeFolder office, AuditQuery query, CancellationToken cancellationToken)
    {
        ServiceOffice service = office.Service
            ?? throw new DefterXException(ErrorIds.ServiceRequired, Text.Format(Strings.AuditWantsService, office, office.LogFolder), office.Path);
        return Events(service, query, cancellationToken).Where(query.Wants).Take(query.First ?? int.MaxValue);
    }

    private static IEnumerable<AuditEvent> Events(ServiceOffice service, AuditQuery query, CancellationToken cancellationToken)
    {
        bool isAll = query.Actions.Count == 0 && query.Before is null;
        int limit = isAll && query.First < LargestPage ? query.First.Value : LargestPage;
        for (long? before = null; ;)
        {
            AuditPage page = service.Api.GetAuditAsync(before, limit, cancellationToken).GetAwaiter().GetResult();
            foreach (AuditEntry entry in page.Entries)
            {
                AuditEvent item = EventOf(entry, service.ToString());
                if (item.Time < query.After - s_disorder) yield break;
                yield return item;
            }

            if (page.Next is null) yield break;
            before = page.Next;
        }
    }

    private static AuditEvent EventOf(AuditEntry entry, string office) => new()
    {
        Id = entry.Id,
        Time = entry.Time.LocalDateTime,
        Action = entry.Action,
        KeyName = entry.KeyName,
        KeyId = entry.KeyId,
        Machine = entry.Machine,
        Address = entry.Address,
        Subject = entry.Subject,
        Detail = entry.Detail,
        Office = office,
    };
}
