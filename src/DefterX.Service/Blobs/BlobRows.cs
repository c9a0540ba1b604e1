using System.Threading.Tasks;
using DefterX.Service.Storage;

namespace DefterX.Service.Blobs;

/// <summary>An upload that is not finished.</summary>
internal sealed class UploadRow
{
    public string Id { get; set; } = "";

    public string OfficeId { get; set; } = "";

    public string Sha256 { get; set; } = "";

    public long Length { get; set; }
}

/// <summary>The tables of contents and uploads.</summary>
/// <remarks>A blob's row is locked by whoever writes its file, takes it into a month or removes it, and each writes the row first: so no row
/// is ever without its file. Its time says when it was last wanted.</remarks>
internal static class BlobRows
{
    /// <summary>Says that a content is wanted now, and keeps the clean-up off it.</summary>
    /// <returns>Its length, or null where the office does not have it.</returns>
    public static Task<long?> TakeAsync(Statements statements, string officeId, string sha256) => statements.FindAsync<long?>(
        $"""
        update blobs set created = {statements.Dialect.NowMilliseconds}
        where office_id = @officeId and sha256 = @sha256 returning length
        """,
        new { officeId, sha256 });

    /// <summary>The length of a content, or null where the office does not have it.</summary>
    public static Task<long?> FindAsync(Statements statements, string officeId, string sha256) => statements.FindAsync<long?>(
        "select length from blobs where office_id = @officeId and sha256 = @sha256", new { officeId, sha256 });

    /// <summary>Writes that the office has a content; waits while somebody removes it.</summary>
    public static Task AddAsync(Statements statements, UploadRow upload) => statements.ExecuteAsync(
        $"""
        insert into blobs (office_id, sha256, length, created)
        values (@OfficeId, @Sha256, @Length, {statements.Dialect.NowMilliseconds})
        on conflict (office_id, sha256) do update set length = excluded.length, created = excluded.created
        """,
        upload);

    /// <summary>Writes a row for a file that has none, so that it can be removed.</summary>
    /// <returns>0 where there is one by now.</returns>
    public static Task<int> ReserveAsync(Statements statements, UploadRow blob) => statements.ExecuteAsync(
        """
        insert into blobs (office_id, sha256, length, created) values (@OfficeId, @Sha256, 0, 0)
        on conflict (office_id, sha256) do nothing
        """,
        blob);

    /// <summary>An upload of the office, or null.</summary>
    public static Task<UploadRow?> FindUploadAsync(Statements statements, string officeId, string id) => statements.FindAsync<UploadRow>(
        "select id, office_id, sha256, length from uploads where id = @id and office_id = @officeId", new { id, officeId });

    /// <summary>How many bytes an office keeps, those of unfinished uploads as announced; nobody else adds any until the transaction ends.</summary>
    public static async Task<long> TotalAsync(Statements statements, string officeId)
    {
        await statements.FindAsync<string>($"select id from offices where id = @officeId{statements.Dialect.ForUpdate}", new { officeId });
        return await statements.ScalarAsync<long>(
            """
            select cast(coalesce((select sum(length) from blobs where office_id = @officeId), 0)
              + coalesce((select sum(length) from uploads where office_id = @officeId), 0) as bigint)
            """,
            new { officeId });
    }

    /// <summary>Adds an upload.</summary>
    public static Task AddUploadAsync(Statements statements, UploadRow upload) => statements.ExecuteAsync(
        $"""
        insert into uploads (id, office_id, sha256, length, created)
        values (@Id, @OfficeId, @Sha256, @Length, {statements.Dialect.NowMilliseconds})
        """,
        upload);

    /// <summary>Removes an upload.</summary>
    public static Task RemoveUploadAsync(Statements statements, string id) =>
        statements.ExecuteAsync("delete from uploads where id = @id", new { id });
}
