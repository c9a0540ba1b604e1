using System;
using System.Threading.Tasks;
using DefterX.GibSimulator;
using Xunit;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary>One thing that goes wrong.</summary>
/// <param name="Named">What the message names in every language.</param>
/// <param name="English">A word of the English message.</param>
/// <param name="Turkish">A word of the Turkish message.</param>
internal sealed record ErrorCase(string Id, string Script, string[] Named, string English, string Turkish)
{
    public Action<FilingOffice>? Arrange { get; init; }

    public Func<FilingOffice, IDisposable>? Hold { get; init; }

    public string? Secret { get; init; }

    public SimulatorOptions? Gib { get; init; }

    /// <summary>The file that may change: what is intended is recorded before it is done.</summary>
    public string? Except { get; init; }

    /// <summary>Causes it in both languages.</summary>
    public async Task CauseAsync()
    {
        await CauseAsync("en-US", English);
        await CauseAsync("tr-TR", Turkish);
    }

    private async Task CauseAsync(string culture, string word)
    {
        await using FilingOffice office = await FilingOffice.StartAsync(culture, Gib);
        Arrange?.Invoke(office);
        string[] before = office.Snapshot(Except);
        using IDisposable? held = Hold?.Invoke(office);
        Engine.Result result = office.Invoke(Script);
        held?.Dispose();

        string message = result.Error.ToString();
        Assert.True(Id == result.ErrorId, $"{result.Error.FullyQualifiedErrorId}: {message}");
        Assert.All(Named, thing => Assert.Contains(thing, message, StringComparison.Ordinal));
        Assert.Contains(word, message, StringComparison.OrdinalIgnoreCase);
        if (Secret is not null) Assert.DoesNotContain(Secret, message + result.Text, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Equal(before, office.Snapshot(Except));
        Assert.Empty(office.Leftovers());
    }
}
