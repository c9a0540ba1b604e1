using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Service.Blobs;
using DefterX.Service.Operations.Commands;
using DefterX.Service.Storage;
using DefterX.TestSupport;
using Xunit;

namespace DefterX.Service.Tests.Operations;

public sealed class BackupTests : IDisposable
{
    private const string Customer = "1234567";
    private readonly string _folder = Directory.CreateTempSubdirectory("defterx-backup-").FullName;

    private string Backup => Path.Combine(_folder, "backup");

    [Theory]
    [InlineData("Sqlite", false)]
    [InlineData("Sqlite", true)]
    [InlineData("PostgreSql", false)]
    public async Task A_backup_of_a_running_service_is_restored_and_checked(string database, bool isLinking)
    {
        await using TestService service = await TestService.StartAsync(database);
        string key = await service.RegisterAsync(Customer);
        string sha256 = await AddAsync(service, 100_000);

        (int code, string told) = await RunAsync(service.Options, isLinking ? ["backup", "--to", Backup, "--link"] : ["backup", "--to", Backup]);
        Assert.Equal(0, code);
        Assert.Contains("1 files", told, StringComparison.Ordinal);
        await AddAsync(service, 12);
        AssertChecksums();

        ServiceOptions restored = Empty(database);
        Assert.Equal(0, (await RunAsync(restored, "restore", "--from", Backup)).Code);
        (code, told) = await RunAsync(restored, "check");
        Assert.Equal((0, "Looked at 1 files; 0 are missing or damaged."), (code, told));
        await using TestService again = await service.StartOnAsync(restored);
        using TestClient client = await again.LogInAsync(key, Customer);
        using System.Net.Http.HttpResponseMessage file = await client.SendAsync(System.Net.Http.HttpMethod.Get, $"/v1/files/{sha256}");
        Assert.Equal(sha256, Hex(await file.Content.ReadAsByteArrayAsync()));

        (code, told) = await RunAsync(restored, "restore", "--from", Backup);
        Assert.Equal(1, code);
        Assert.Contains("not empty", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("manifest")]
    [InlineData("list")]
    [InlineData("database")]
    [InlineData("content")]
    [InlineData("contentMissing")]
    [InlineData("listEscapes")]
    public async Task A_damaged_backup_is_not_restored(string what)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        await service.RegisterAsync(Customer);
        await AddAsync(service, 1000);
        Assert.Equal(0, (await RunAsync(service.Options, "backup", "--to", Backup)).Code);
        Damage(what);

        ServiceOptions restored = Empty("Sqlite");
        (int code, string told) = await RunAsync(restored, "restore", "--from", Backup);

        Assert.Equal(1, code);
        Assert.NotEqual("", told);
        Assert.False(File.Exists(Path.Combine(restored.DataFolder, "defterx.db")));
        Assert.Empty(Directory.GetFiles(_folder, "source", SearchOption.AllDirectories).Skip(what == "listEscapes" ? 1 : 0));
    }

    [Fact]
    public async Task A_backup_of_another_database_or_into_a_folder_with_something_in_it_is_refused()
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        Directory.CreateDirectory(Backup);
        await File.WriteAllTextAsync(Path.Combine(Backup, "a"), "");
        Assert.Equal(1, (await RunAsync(service.Options, "backup", "--to", Backup)).Code);
        File.Delete(Path.Combine(Backup, "a"));
        Assert.Equal(0, (await RunAsync(service.Options, "backup", "--to", Backup)).Code);

        (int code, string told) = await RunAsync(Empty("PostgreSql"), "restore", "--from", Backup);

        Assert.Equal(1, code);
        Assert.Contains("PostgreSql", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "Missing")]
    [InlineData(true, "Damaged")]
    public async Task A_file_that_is_not_what_it_was_is_found_by_a_check(bool isThere, string word)
    {
        await using TestService service = await TestService.StartAsync("Sqlite");
        await service.RegisterAsync(Customer);
        string sha256 = await AddAsync(service, 1000);
        string path = Directory.GetFiles(Path.Combine(service.Options.FilesPath, "blobs"), sha256, SearchOption.AllDirectories).Single();
        if (isThere) Flip(path);
        else File.Delete(path);

        (int code, string told) = await RunAsync(service.Options, "check");

        Assert.Equal(1, code);
        Assert.Contains($"{word}: {path}", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_without_a_database_says_so_and_makes_none()
    {
        ServiceOptions options = Empty("Sqlite");

        Assert.Equal(1, (await RunAsync(options, "check")).Code);
        Assert.Equal(1, (await RunAsync(options, "backup", "--to", Backup)).Code);

        Assert.False(Directory.Exists(Backup));
        Assert.False(Directory.Exists(options.DataFolder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A month with a file, as a commit leaves it.
    private static async Task<string> AddAsync(TestService service, int length)
    {
        byte[] content = RandomNumberGenerator.GetBytes(length);
        string sha256 = Hex(content);
        string office = await service.Database.ReadAsync(
            statements => statements.ScalarAsync<string>("select id from offices"), CancellationToken.None) ?? "";
        string path = new BlobFolders(service.Options.FilesPath).BlobOf(office, sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, content);
        string period = $"2026-{length.ToString("00", CultureInfo.InvariantCulture)[..2]}";
        object values = new { office, sha256, length = (long)length, period };
        await service.ExecuteAsync("insert into blobs (office_id, sha256, length, created) values (@office, @sha256, @length, 0)", values);
        await service.ExecuteAsync(
            "insert into firms (office_id, identifier, version, content) values (@office, '1234567808', 1, '{}') on conflict do nothing", values);
        await service.ExecuteAsync(
            """
            insert into months (office_id, firm, period, branch, book, version, change, state, figures)
            values (@office, '1234567808', @period, '', 'Journal', 1, 1, 'Imported', '{}')
            """,
            values);
        await service.ExecuteAsync(
            """
            insert into month_files (office_id, firm, period, branch, book, name, length, sha256)
            values (@office, '1234567808', @period, '', 'Journal', 'journals/a.csv', @length, @sha256)
            """,
            values);
        return sha256;
    }

    private static string Hex(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static void Flip(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private void Damage(string what)
    {
        string list = Path.Combine(Backup, "SHA256SUMS");
        string content = Directory.GetFiles(Path.Combine(Backup, "blobs"), "*", SearchOption.AllDirectories).Single();
        switch (what)
        {
            case "manifest":
                File.Delete(Path.Combine(Backup, "manifest.json"));
                break;
            case "list":
                File.AppendAllText(list, "\n");
                break;
            case "database":
                Flip(Path.Combine(Backup, "defterx.db"));
                break;
            case "content":
                Flip(content);
                break;
            case "contentMissing":
                File.Delete(content);
                break;
            default:
                // A list that somebody wrote, with a manifest that fits it.
                File.WriteAllText(Path.Combine(_folder, "source"), "x");
                File.AppendAllText(list, $"{Hex("x"u8.ToArray())}  ../source\n");
                string manifest = Path.Combine(Backup, "manifest.json");
                string sums = System.Text.Json.JsonDocument.Parse(File.ReadAllText(manifest)).RootElement.GetProperty("sums").GetString()!;
                File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(sums, Hex(File.ReadAllBytes(list)), StringComparison.Ordinal));
                break;
        }
    }

    // With a program that no part of the service wrote.
    private void AssertChecksums()
    {
        if (!File.Exists("/usr/bin/sha256sum")) return;
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("sha256sum", ["--check", "--strict", "--quiet", "SHA256SUMS"]) { WorkingDirectory = Backup })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private ServiceOptions Empty(string database)
    {
        ServiceOptions options = new() { DataFolder = Path.Combine(_folder, "restored") };
        options.Database.Provider = Enum.Parse<DatabaseProvider>(database);
        if (options.Database.Provider == DatabaseProvider.PostgreSql)
            options.Database.ConnectionString = PostgreSqlServer.Shared.CreateDatabase();
        return options;
    }

    private async Task<(int Code, string Told)> RunAsync(ServiceOptions options, params string[] args)
    {
        string config = Path.Combine(_folder, "config.json");
        object section = new
        {
            options.DataFolder,
            Database = new { Provider = options.Database.Provider.ToString(), options.Database.ConnectionString },
        };
        await File.WriteAllTextAsync(config, System.Text.Json.JsonSerializer.Serialize(new { Service = section }));
        using StringWriter output = new(CultureInfo.InvariantCulture);
        int code = await CommandLine.RunAsync([.. args, "--config", config], output, output);
        return (code, output.ToString().Trim());
    }
}
