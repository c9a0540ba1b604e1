using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using DefterX.Service.Operations.Logging;
using Microsoft.Extensions.Logging;
using Serilog;
using Xunit;

namespace DefterX.Service.Tests.Security;

/// <summary>Keys, tokens, codes and leases are in no log, no metric, no audit log, and no answer but their own; the database has hashes.</summary>
[Collection(nameof(Console))]
public sealed class SecretsTests
{
    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task Secrets_are_nowhere(string database)
    {
        string folder = Directory.CreateTempSubdirectory("defterx-secrets-").FullName;
        TextWriter console = Console.Out;
        TextWriter errors = Console.Error;
        using StringWriter written = new();
        try
        {
            Console.SetOut(TextWriter.Synchronized(written));
            Console.SetError(TextWriter.Synchronized(written));
            CapturedLog log = new();
            (DayOfSecrets day, string rows) = await RunAsync(database, folder, log);
            string files = string.Concat(Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Select(File.ReadAllText));
            Assert.Contains("/v1/sessions", files, StringComparison.Ordinal);
            Assert.Contains("/v1/sessions", written.ToString(), StringComparison.Ordinal);
            Assert.Contains("/v1/sessions", log.Text, StringComparison.Ordinal);
            Assert.Contains("MonthCommitted", day.Answers, StringComparison.Ordinal);
            Assert.Contains("defterx_request_seconds", day.Answers, StringComparison.Ordinal);
            Assert.Contains("no such table: throttle|relation \"throttle\"".Split('|'), text => files.Contains(text.Replace("\"", "\\\"", StringComparison.Ordinal), StringComparison.Ordinal));

            string[] anywhere = [.. day.Secrets];
            string[] kept = [.. anywhere, .. day.InAddresses];
            Assert.Empty(Found("raw log", log.Text, anywhere)
                .Concat(Found("log files", files, kept))
                .Concat(Found("console", written.ToString(), kept))
                .Concat(Found("answers", day.Answers, kept))
                .Concat(Found("database", rows, kept))
                .Concat(InFiles(folder, kept)));
        }
        finally
        {
            Console.SetOut(console);
            Console.SetError(errors);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(DayOfSecrets Day, string Rows)> RunAsync(string database, string folder, CapturedLog log)
    {
        DayOfSecrets.MailRoom? mail = null;
        ServiceOptions? options = null;
        await using TestService service = await TestService.StartAsync(
            database,
            change =>
            {
                options = change;
                change.DataFolder = folder;
                change.Metrics.Token = DayOfSecrets.MetricsToken;
            },
            configure: builder =>
            {
                builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
                // The service's own log once more, with its lines on the console.
                builder.Logging.AddSerilog(ServiceLog.Create(Path.Combine(folder, "console"), 1, isConsole: true), dispose: true);
                mail = new DayOfSecrets.MailRoom();
                mail.AddTo(builder, options!);
            });
        mail!.Box = service.Mail;
        DayOfSecrets day = new(service, mail);
        await day.RunAsync();
        return (day, await OfficeDump.AllAsync(service));
    }

    private static IEnumerable<string> Found(string where, string text, IEnumerable<string> secrets) =>
        from secret in secrets.Distinct()
        let at = text.IndexOf(secret, StringComparison.Ordinal)
        where at >= 0
        select $"{where} has {secret}: …{text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 100)]}";

    // The database's file and its journal, page by page as they lie on the disk; but for the mails, which are for their readers.
    private static IEnumerable<string> InFiles(string folder, IReadOnlyList<string> secrets) =>
        from path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        where !path.EndsWith(".eml", StringComparison.Ordinal)
        let bytes = File.ReadAllBytes(path)
        from secret in secrets
        where bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0 || (Raw(secret) is { } raw && bytes.AsSpan().IndexOf(raw) >= 0)
        select $"{path} has {secret}";

    // A session's token as its 32 bytes.
    private static byte[]? Raw(string secret) => secret.Length == 43 && Base64Url.IsValid(secret) ? Base64Url.DecodeFromChars(secret) : null;
}
