using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace DefterX.GibSimulator.Packages;

/// <summary>
/// The order of months, parts and the report (Teknik Kılavuz 2.2, 2.4.1, 2.6). Packages are processed as they came, so one sent
/// before counts with its result.
/// </summary>
internal sealed class FilingOrder
{
    private readonly PackageName _name;
    private readonly BeratIdentity _berat;
    private readonly IReadOnlyList<Package> _taxpayers;
    private readonly IReadOnlyList<Package> _same;

    private FilingOrder(PackageName name, BeratIdentity berat, IReadOnlyList<Package> before)
    {
        _name = name;
        _berat = berat;
        _taxpayers = before.Where(package => package.Status != PackageStatus.Failed).ToArray();
        _same = before.Where(package => package.Name.SameBooks(name) && !package.Name.IsReport && !package.Name.IsInventory).ToArray();
    }

    /// <param name="before">The taxpayer's earlier uploads, oldest first.</param>
    public static void Check(PackageName name, BeratIdentity berat, IReadOnlyList<Package> before)
    {
        FilingOrder order = new(name, berat, before);
        order.CheckIdentifiers();
        order.CheckBranches();
        order.CheckParts();
        if (!name.IsInventory) order.CheckPreviousMonth();
        if (name.IsReport && !order.IsComplete(name.Month))
            throw new PackageRejectedException("Dönemin beratları onaylanmadan defter raporu yüklenemez.");
    }

    private void CheckIdentifiers()
    {
        foreach (Package other in _taxpayers)
        {
            if (other.Name.Branch == _name.Branch && other.Berat?.UniqueId == _berat.UniqueId
                && (_name.IsReport == other.Name.IsReport))
                throw new PackageRejectedException($"uniqueID {_berat.UniqueId} daha önce kullanılmış.");
            if (string.Equals(other.Berat?.Uuid, _berat.Uuid, StringComparison.OrdinalIgnoreCase))
                throw new PackageRejectedException($"Berat uniqueID {_berat.Uuid} daha önce kullanılmış.");
        }
    }

    /// <summary>With or without branches is one choice for the fiscal year (Yazılım Uyumluluk Kılavuzu 3.4).</summary>
    private void CheckBranches()
    {
        if (_taxpayers.Any(other => other.Berat?.FiscalYearStart == _berat.FiscalYearStart
            && other.Name.Branch is null != _name.Branch is null))
            throw new PackageRejectedException("Aynı hesap döneminde şubeli ve şubesiz defter birlikte gönderilemez.");
    }

    private void CheckParts()
    {
        if (_taxpayers.Any(other => other.Name.SameBooks(_name) && other.Name.Month == _name.Month && other.Name.Kind == _name.Kind
            && other.Name.Part is "000000" != _name.Part is "000000"))
            throw new PackageRejectedException("000000 parçası ile diğer parçalar birlikte bulunamaz.");
    }

    private void CheckPreviousMonth()
    {
        bool earlier = _same.Any(other => other.Name.Month < _name.Month && other.Name.Month.AddMonths(1) > _berat.FiscalYearStart);
        if (earlier && !IsComplete(_name.Month.AddMonths(-1)))
            throw new PackageRejectedException("Önceki dönemin beratları onaylanmamış.");
    }

    private bool IsComplete(DateOnly month) => IsComplete(month, "YB") && IsComplete(month, "KB");

    /// <summary>Either the whole month is processed, or every part sent of it, from 000001 without a gap.</summary>
    private bool IsComplete(DateOnly month, string kind)
    {
        Package[] newest = _same.Where(other => other.Name.Month == month && other.Name.Kind == kind)
            .GroupBy(other => other.Name.Part, StringComparer.Ordinal).Select(uploads => uploads.Last()).ToArray();
        Package[] parts = newest.Where(package => package.Name.Part != "000000").ToArray();
        return newest.Any(package => package.Name.Part == "000000" && package.Status == PackageStatus.Succeeded)
            || (parts.Length > 0 && parts.All(package => package.Status == PackageStatus.Succeeded)
                && parts.Max(package => int.Parse(package.Name.Part, CultureInfo.InvariantCulture)) == parts.Length);
    }
}
