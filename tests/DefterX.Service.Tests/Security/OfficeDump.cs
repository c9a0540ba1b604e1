using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Service.Tests.Security;

/// <summary>All that the service keeps of an office, as lines that can be compared.</summary>
internal static class OfficeDump
{
    /// <summary>The table of who did what.</summary>
    public const string Audit = "audit";

    private static readonly string[] s_tables =
    [
        "login_keys", "sessions", "known_addresses", Audit, "firms", "blobs", "uploads", "months", "month_files", "month_log",
    ];

    /// <summary>The rows and files of an office.</summary>
    /// <param name="without">Tables that are left out.</param>
    public static async Task<IReadOnlyList<string>> OfAsync(TestService service, string officeId, params string[] without)
    {
        List<string> lines = [];
        foreach (string table in s_tables.Except(without).Prepend("offices"))
        {
            string where = table == "offices" ? "id = @officeId" : "office_id = @officeId";
            IReadOnlyList<object> rows = await service.Database.ReadAsync(
                statements => statements.ListAsync<object>($"select * from {table} where {where}", new { officeId }), CancellationToken.None);
            lines.AddRange(rows.Select(row => table + ": " + Line((IDictionary<string, object?>)row)).Order(StringComparer.Ordinal));
        }

        foreach (string folder in (string[])["blobs", "uploads"])
            lines.AddRange(Files(Path.Combine(service.Options.FilesPath, folder, officeId)));
        return lines;
    }

    /// <summary>Every row of every table.</summary>
    public static async Task<string> AllAsync(TestService service)
    {
        List<string> lines = [];
        foreach (string table in s_tables.Concat(["offices", "throttle", "service"]))
        {
            IReadOnlyList<object> rows = await service.Database.ReadAsync(
                statements => statements.ListAsync<object>("select * from " + table), CancellationToken.None);
            lines.AddRange(rows.Select(row => table + ": " + Line((IDictionary<string, object?>)row)));
        }

        return string.Join('\n', lines);
    }

    // When a session was used last is written once a minute, whoever asks.
    private static string Line(IDictionary<string, object?> row) => string.Join(
        ", ", row.Where(column => column.Key != "last_used").Select(column => $"{column.Key}={Value(column.Value)}"));

    private static string Value(object? value) =>
        value is byte[] bytes ? Convert.ToHexStringLower(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static IEnumerable<string> Files(string folder) => !Directory.Exists(folder) ? [] :
        from path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let file = new FileInfo(path)
        select string.Create(CultureInfo.InvariantCulture, $"{path} {file.Length} {file.LastWriteTimeUtc.Ticks}");
}
