using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Xunit;

namespace DefterX.Service.Tests.Security;

/// <summary>What every answer to a hostile request must be like.</summary>
internal static class Harmless
{
    private static readonly string[] s_inside =
    [
        "   at ", "System.", "Microsoft.", "Npgsql", "SQLite", "Exception", ".cs:", "/src/", "defterx.db", "blobs/", "uploads/", "/tmp/", "root:",
    ];

    /// <summary>No failure of the service, nothing of its inside; and a problem where it is a refusal.</summary>
    /// <param name="what">The request, for whoever reads the failure.</param>
    /// <returns>The status.</returns>
    public static async Task<int> CheckAsync(HttpResponseMessage response, string what)
    {
        Assert.Null(await ProblemAsync(response, what));
        return (int)response.StatusCode;
    }

    /// <summary>What is wrong with an answer, or null.</summary>
    public static async Task<string?> ProblemAsync(HttpResponseMessage response, string what)
    {
        string text = await response.Content.ReadAsStringAsync();
        int status = (int)response.StatusCode;
        bool isProblem = response.Content.Headers.ContentType?.MediaType == "application/problem+json";
        return Problem(status, text, what) ?? (status >= 400 && !isProblem ? $"{what}: {status} is no problem: {text}" : null);
    }

    /// <summary>The same of an answer's text.</summary>
    public static void Check(int status, string text, string what) => Assert.Null(Problem(status, text, what));

    private static string? Problem(int status, string text, string what)
    {
        if (status >= 500) return $"{what}: {status} {text}";
        if (text.Contains("\nX-Evil", StringComparison.OrdinalIgnoreCase)) return $"{what}: {text}";
        string? found = status < 400 ? null : s_inside.FirstOrDefault(inside => text.Contains(inside, StringComparison.Ordinal));
        return found is null ? null : $"{what}: {status} tells {found}: {text}";
    }
}
