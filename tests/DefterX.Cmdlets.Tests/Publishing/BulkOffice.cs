using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using DefterX.Build;
using DefterX.Cmdlets.Tests.Filing;
using DefterX.Filing;
using DefterX.GibSimulator;
using DefterX.Ledgers;
using DefterX.Office;
using Xunit;

namespace DefterX.Cmdlets.Tests.Publishing;

/// <summary>An office with many firms, of one with two branches, whose September is imported; the accountant signs and sends for all.
/// Runs work on copies of it.</summary>
internal sealed class BulkOffice : IAsyncDisposable
{
    private const string Accountant = "12345678950";
    private const int FirmsThere = 3;
    private static readonly Period s_september = new(2026, 9);
    private readonly FilingOffice _office;
    private int _copies;

    private BulkOffice(FilingOffice office) => _office = office;

    public SimulatorServer Gib => _office.Gib;

    /// <summary>The device of the accountant; the password is <see cref="FilingOffice.Password"/>.</summary>
    public string Pfx { get; private set; } = "";

    /// <param name="firms">How many, at least three.</param>
    public static async Task<BulkOffice> StartAsync(int firms, SimulatorOptions options)
    {
        BulkOffice bulk = new(await FilingOffice.StartAsync(options: options with { AuthorisedSigners = [Accountant], SoftwareFirms = [Accountant] }));
        bulk.AddFirms(firms - FirmsThere);
        bulk.Pfx = bulk._office.CreatePfx(Accountant);
        return bulk;
    }

    /// <summary>A copy of the office as it is before anything was created.</summary>
    public string Copy()
    {
        string path = Path.Combine(_office.Root, "copy-" + (++_copies).ToString(CultureInfo.InvariantCulture));
        Folders.Copy(_office.Path, path);
        return path;
    }

    /// <summary>September of all firms and branches.</summary>
    public static IReadOnlyList<MonthFolder> Months(string path)
    {
        OfficeFolder office = OfficeFolder.Open(path);
        return [.. office.Firms.List()
            .SelectMany(firm => FilingContext.Ledgers(firm, s_september))
            .Select(id => MonthFolder.Of(office, id))];
    }

    /// <summary>All is at GİB, once and at the first try, approved, here, and nothing else is left.</summary>
    public void AssertFiled(string path)
    {
        IReadOnlyList<MonthFolder> months = Months(path);
        Assert.All(months, month => Assert.Equal(LedgerState.Approved, LedgerStatus.StateOf(month)));
        string[] packages = [.. months
            .SelectMany(month => month.Packages().Select(file => month.Id.FileName(file.Kind, file.Part).PackageId))
            .Order(StringComparer.Ordinal)];
        Assert.Equal(3 * months.Count, packages.Length);
        Assert.Equal(packages, Gib.Packages.Select(package => package.Name).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(path, "~*", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFiles(path, "*.tmp", SearchOption.AllDirectories));
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    private void AddFirms(int count)
    {
        string[] identifiers = [.. Enumerable.Range(0, int.MaxValue)
            .Select(i => (4_100_000_000L + i).ToString(CultureInfo.InvariantCulture))
            .Where(TaxIdentifier.IsValid)
            .Take(count)];
        foreach (string identifier in identifiers) _office.AddFirm(identifier);
        _office.Succeed("Get-DefterXFirm | Set-DefterXFirm -AuthorizedSigner " + Accountant);
        _office.ImportAll();
        foreach (string identifier in identifiers) _office.Import(identifier);
    }
}
