using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Ledgers;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Accounts;
using DefterX.Service.Blobs;
using DefterX.Service.Problems;
using DefterX.Service.Storage;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Months;

/// <summary>Changes a month, all or nothing.</summary>
internal sealed class CommitStore(Database database, BlobStore blobs, IAuditLog audit)
{
    /// <summary>Changes a month. The same commit again gives the same answer.</summary>
    /// <exception cref="ServiceException">RequestInvalid, LeaseLost, VersionConflict, RoleRequired.</exception>
    public Task<CommitResponse> CommitAsync(Caller caller, MonthKey key, CommitRequest commit, CancellationToken cancellationToken)
    {
        if (CommitShape.Problem(key.Address, commit, out IReadOnlyList<FilingEvent> steps) is { } problem) throw ServiceException.Invalid(problem);
        return database.InTransactionAsync(statements => CommitAsync(statements, caller, key, commit, steps), cancellationToken);
    }

    private async Task<CommitResponse> CommitAsync(
        Statements statements, Caller caller, MonthKey key, CommitRequest commit, IReadOnlyList<FilingEvent> steps)
    {
        // Locks the office's commits, one behind the other: no change becomes visible before those with lower numbers.
        long change = await statements.ScalarAsync<long>(
            "update offices set change = change + 1 where id = @OfficeId returning change", key);
        MonthRow? row = await MonthRows.FindAsync(statements, key, isLocked: true);
        if (row is not null && row.LastCommit == commit.CommitId) return new CommitResponse(row.Version, row.Change);
        if (row is null || !LeaseToken.Matches(commit.Lease, row.LeaseHash)) throw Conflict(ServiceCodes.LeaseLost);
        if (row.Version != commit.Version) throw Conflict(ServiceCodes.VersionConflict);
        if (CommitRules.NeedsSigner(row.LedgerState, commit.State, steps)) caller.Require(OfficeRole.Signer);

        await ChangeFilesAsync(statements, key, commit);
        await AppendLogAsync(statements, key, commit.Log);
        await statements.ExecuteAsync(
            $"""
            update months set version = @version, change = @change, state = @state, figures = @figures, last_commit = @CommitId
            where {MonthKey.Where}
            """,
            new
            {
                key.OfficeId,
                key.Firm,
                key.Period,
                key.Branch,
                key.Book,
                commit.CommitId,
                version = row.Version + 1,
                change,
                state = commit.State.ToString(),
                figures = JsonSerializer.Serialize(commit.Figures, ServiceJson.Options),
            });
        await audit.WriteAsync(statements, caller, AuditActions.MonthCommitted, key.Address.Path, $"{row.State} → {commit.State}");
        return new CommitResponse(row.Version + 1, change);
    }

    private async Task ChangeFilesAsync(Statements statements, MonthKey key, CommitRequest commit)
    {
        Dictionary<string, FileEntry> files =
            (await MonthRows.FilesAsync(statements, key)).ToDictionary(file => file.Name, StringComparer.Ordinal);
        foreach (string name in commit.Delete.Distinct(StringComparer.Ordinal))
        {
            if (!files.Remove(name, out FileEntry? gone)) continue;
            await statements.ExecuteAsync($"delete from month_files where {MonthKey.Where} and name = @name", Row(key, gone));
            await BlobRows.TakeAsync(statements, key.OfficeId, gone.Sha256);
        }

        foreach (FileEntry file in commit.Put)
        {
            if (!await blobs.TakeAsync(statements, key.OfficeId, file.Sha256, file.Length))
                throw ServiceException.Invalid(Text.Format(Strings.ContentMissing, file.Name));
            // The content that is replaced stays for those who are fetching it now.
            if (files.TryGetValue(file.Name, out FileEntry? old)) await BlobRows.TakeAsync(statements, key.OfficeId, old.Sha256);
            files[file.Name] = file;
            await statements.ExecuteAsync(
                """
                insert into month_files (office_id, firm, period, branch, book, name, length, sha256)
                values (@OfficeId, @Firm, @Period, @Branch, @Book, @name, @length, @sha256)
                on conflict (office_id, firm, period, branch, book, name) do update set length = excluded.length, sha256 = excluded.sha256
                """,
                Row(key, file));
        }

        // Names that differ by case alone are one file on Windows and macOS.
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        string? twice = files.Keys.FirstOrDefault(name => !names.Add(name));
        if (twice is not null) throw ServiceException.Invalid(Text.Format(Strings.FileTwice, twice));
    }

    private static async Task AppendLogAsync(Statements statements, MonthKey key, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0) return;
        long seq = await statements.ScalarAsync<long>($"select coalesce(max(seq), 0) from month_log where {MonthKey.Where}", key);
        foreach (string line in lines)
        {
            seq++;
            await statements.ExecuteAsync(
                """
                insert into month_log (office_id, firm, period, branch, book, seq, line)
                values (@OfficeId, @Firm, @Period, @Branch, @Book, @seq, @line)
                """,
                new { key.OfficeId, key.Firm, key.Period, key.Branch, key.Book, seq, line });
        }
    }

    private static object Row(MonthKey key, FileEntry file) => new
    {
        key.OfficeId,
        key.Firm,
        key.Period,
        key.Branch,
        key.Book,
        name = file.Name,
        length = file.Length,
        sha256 = file.Sha256,
    };

    private static ServiceException Conflict(string code) => new(code, StatusCodes.Status409Conflict);
}
