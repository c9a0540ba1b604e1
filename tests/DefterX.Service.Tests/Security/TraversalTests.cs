using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using Xunit;

namespace DefterX.Service.Tests.Security;

/// <summary>Routes and file names that lead elsewhere: nothing there is read, written or told.</summary>
public sealed partial class TraversalTests
{
    private static readonly string[] s_parts =
    [
        "..", ".", "...", "%2e%2e", "%2e%2e%2f%2e%2e%2fsecret.txt", "..%2f..%2f..%2f..%2fetc%2fpasswd", "..%5c..%5csecret.txt", "..\\..\\secret.txt",
        "%252e%252e%252fsecret.txt", "%c0%ae%c0%ae%c0%af", "%ef%bc%8e%ef%bc%8e%ef%bc%8f", "%e2%88%95etc%e2%88%95passwd", "%e2%80%a5", "%00",
        "a%00b", "secret.txt%00.xml", "%0d%0aX-Evil:%201", "%0aX-Evil:1", "%ff%fe", "%ed%a0%80", "%f0%9f%98%80", "e%cc%81", "%20", "%7f", "%", "%zz",
        "CON", "nul.txt", "COM1", "C:%5cWindows", "file:%2f%2f%2fetc%2fpasswd", "%2fetc%2fpasswd", "~", "*", "%3f", ";a=b", "'%20or%20'1'='1", "{id}",
        "-1", "0", "99999999999999999999", "\u0130", "<script>", new string('a', 3000), new string('1', 3000),
    ];

    private static readonly string[] s_names =
    [
        "", " ", ".", "..", "a.xml", "/etc/passwd", "../a.xml", "ledgers", "ledgers/", "ledgers/..", "ledgers/../a.xml", "ledgers/../../secret.txt",
        "ledgers/a/../../../b.xml", "ledgers/./a.xml", "ledgers//a.xml", "/ledgers/a.xml", "Ledgers/a.xml", "ledgers/a/b/c/d.xml", "ledgers\\a.xml",
        "ledgers/..\\..\\secret.txt", "ledgers/a\\b.xml", "ledgers/C:a.xml", "C:\\secret.txt", "\\\\server\\share\\a.xml", "ledgers/a.xml:stream",
        "ledgers/a\0.xml", "ledgers/a.xml\0", "ledgers/a\r\nb.xml", "ledgers/a\tb.xml", "ledgers/\u007f.xml", "ledgers/a\u0085.xml", "ledgers/a?.xml",
        "ledgers/*", "ledgers/a|b", "ledgers/<a>", "ledgers/\"a\"", "ledgers/.hidden", "ledgers/~a", "ledgers/ a.xml", "ledgers/a.xml ",
        "ledgers/a.xml.", "ledgers/a. /b.xml", "ledgers/CON", "ledgers/con.xml", "ledgers/Nul .txt", "ledgers/aux/a.xml", "ledgers/COM1.zip",
        "ledgers/lpt9", "ledgers/COM\u00b9.zip", "ledgers/LPT\u00b3", "ledgers/CONIN$", "ledgers/conout$.txt", "ledgers/e\u0301.xml", "ledgers/\u212b.xml",
        "ledgers/\u200c..\u200c/a.xml", "ledgers/a\u202elmx.exe", "ledgers/\ufeffa.xml", "ledgers/\U0001F600.xml", "ledgers/%2e%2e/a.xml\n",
        "ledgers/" + new string('a', 193),
    ];

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_route_leads_nowhere_else(string database)
    {
        using Surroundings surroundings = new();
        await using (TestService service = await TestService.StartAsync(database, options => options.DataFolder = surroundings.Data))
        {
            using TargetOffice office = await TargetOffice.CreateAsync(service, "1000001");
            IReadOnlyList<string> before = await OfficeDump.OfAsync(service, office.OfficeId);
            foreach (EndpointEntry entry in EndpointTable.Entries.Where(entry => entry.Endpoint.Contains('{', StringComparison.Ordinal)))
            {
                foreach (string path in HostilePaths(entry, office)) await TryAsync(service, office, entry, path);
            }

            Assert.Equal(before, await OfficeDump.OfAsync(service, office.OfficeId));
        }

        surroundings.Check();
    }

    [Theory]
    [MemberData(nameof(TestService.Databases), MemberType = typeof(TestService))]
    public async Task A_file_of_a_month_has_no_name_that_leads_elsewhere(string database)
    {
        using Surroundings surroundings = new();
        await using (TestService service = await TestService.StartAsync(database, options => options.DataFolder = surroundings.Data))
        {
            using TargetOffice office = await TargetOffice.CreateAsync(service, "1000001");
            IReadOnlyList<string> before = await OfficeDump.OfAsync(service, office.OfficeId);
            List<string> taken = [];
            foreach (string name in s_names)
            {
                CommitRequest put = office.Commit() with { Put = [office.File with { Name = name }] };
                CommitRequest delete = office.Commit() with { Delete = [name] };
                foreach (CommitRequest commit in (CommitRequest[])[put, delete])
                {
                    using HttpResponseMessage response = await office.Signer.SendAsync(HttpMethod.Post, TargetOffice.Month + "/commits", commit);
                    if (await Harmless.CheckAsync(response, name) != 400) taken.Add(JsonSerializer.Serialize(name));
                }
            }

            Assert.Empty(taken);
            Assert.Equal(before, await OfficeDump.OfAsync(service, office.OfficeId));
        }

        surroundings.Check();
    }

    [Fact]
    public async Task A_file_of_an_office_has_no_name_that_leads_elsewhere()
    {
        using Surroundings surroundings = new();
        await using (TestService service = await TestService.StartAsync("Sqlite", options => options.DataFolder = surroundings.Data))
        {
            using TargetOffice office = await TargetOffice.CreateAsync(service, "1000001");
            foreach (string name in s_names.Select(name => name.Replace("ledgers", "roots", StringComparison.Ordinal)).Append("roots/../office.json"))
            {
                OfficeDocument document = new(1, TestClient.Settings("1000001"), [new OfficeFile(name + ".pem", [1, 2, 3]), new OfficeFile(name, [4])]);
                using HttpResponseMessage response = await office.Administrator.SendAsync(HttpMethod.Put, "/v1/office", document, ifMatch: 1);
                Assert.Equal(400, await Harmless.CheckAsync(response, name));
            }
        }

        surroundings.Check();
    }

    // Every place of the route takes every part.
    private static IEnumerable<string> HostilePaths(EndpointEntry entry, TargetOffice office)
    {
        string path = entry.Probe(office).Path;
        string query = path.Contains('?', StringComparison.Ordinal) ? path[path.IndexOf('?', StringComparison.Ordinal)..] : "";
        string[] route = entry.Endpoint.Split(' ')[1].TrimEnd('/').Split('/');
        string[] real = path[..^query.Length].Split('/');
        for (int i = 0; i < route.Length; i++)
        {
            if (!Place().IsMatch(route[i])) continue;
            foreach (string part in s_parts)
            {
                string[] hostile = [.. real];
                hostile[i] = part;
                yield return string.Join('/', hostile) + query;
            }
        }
    }

    private static async Task TryAsync(TestService service, TargetOffice office, EndpointEntry entry, string path)
    {
        Probe probe = entry.Probe(office);
        byte[] body = probe.Body switch
        {
            null => [],
            HttpContent content => await content.ReadAsByteArrayAsync(),
            object json => JsonSerializer.SerializeToUtf8Bytes(json, ServiceJson.Options),
        };
        string head = $"{RawConnection.Head(entry.Method.Method, path, office.Administrator)}If-Match: \"1\"\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n";
        (int status, string text) = await RawConnection.AskAsync(service, Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(head)), body);
        string what = $"{entry.Method} {path}";
        Harmless.Check(status, text, what);
        // A dot alone is the folder itself: a list of what is the office's own.
        bool isList = entry.Method == HttpMethod.Get && status == 200;
        Assert.True(status is >= 400 and < 500 || isList, $"{what}: {text}");
        Assert.DoesNotContain("not the service's", text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{\w+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
