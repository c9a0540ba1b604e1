using System;
using System.IO;
using DefterX.Gib;
using DefterX.Ledgers;
using Microsoft.Extensions.Logging;

namespace DefterX.Filing.Publishing;

/// <summary>Keeps why a month went no further, for whoever looks in the morning.</summary>
internal static class FailureRecord
{
    /// <summary>Adds a failure to the month's record, unless it is its last line already. Where that cannot be, the log has it.</summary>
    public static void Write(FilingContext context, LedgerId id, Exception failure)
    {
        if (failure is not DefterXException { ErrorId: not (ErrorIds.LedgerLocked or ErrorIds.StorageFailed or ErrorIds.JournalNotFound or ErrorIds.ServiceUnreachable
            or ErrorIds.SessionExpired) } known) return;
        if (!Directory.Exists(context.FolderHere(id).FolderPath)) return;
        try
        {
            MonthFolder folder = context.Folder(id);
            FilingEvent? last = LedgerStatus.LastFailure(folder.Log.ReadCurrent());
            bool isKnown = last?.Text == known.Message || (last?.Package is not null && GibFailure.KindOf(known) is not null);
            if (isKnown) return;
            folder.Log.Append(new FilingEvent
            {
                Time = context.Clock(), Step = FilingStep.Failed, Text = known.Message, ErrorId = known.ErrorId,
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DefterXException)
        {
            context.Logger.LogDebug("{Ledger}: the failure was not recorded: {Reason}", id, e.Message);
        }
    }
}
