using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;

namespace DefterX.GibSimulator.Packages;

/// <summary>The uploads, oldest first, found by name and by taxpayer. Used under the store's lock.</summary>
internal sealed class PackageIndex
{
    private readonly List<Package> _all = [];
    private readonly Dictionary<PackageName, List<Package>> _byName = [];
    private readonly Dictionary<string, List<Package>> _byTaxpayer = new(StringComparer.Ordinal);

    public IReadOnlyList<Package> All => _all;

    public IReadOnlyList<Package> Of(PackageName name) => _byName.TryGetValue(name, out List<Package>? uploads) ? uploads : [];

    /// <summary>The taxpayer's uploads before this one.</summary>
    public IReadOnlyList<Package> Before(Package package) =>
        _byTaxpayer[package.Name.Taxpayer].TakeWhile(other => other.Number < package.Number).ToArray();

    public void Add(Package package)
    {
        _all.Add(package);
        Add(_byName, package.Name, package);
        Add(_byTaxpayer, package.Name.Taxpayer, package);
    }

    private static void Add<TKey>(Dictionary<TKey, List<Package>> index, TKey key, Package package)
        where TKey : notnull
    {
        ref List<Package>? uploads = ref CollectionsMarshal.GetValueRefOrAddDefault(index, key, out bool _);
        (uploads ??= []).Add(package);
    }
}
