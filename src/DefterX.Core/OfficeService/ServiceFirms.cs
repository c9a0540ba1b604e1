using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using DefterX.Files;
using DefterX.OfficeService.Contracts;

namespace DefterX.OfficeService;

/// <summary>Keeps this PC's copies of the firms' files in step with the service.</summary>
/// <remarks>All methods throw what <see cref="ServiceClient"/> does.</remarks>
internal sealed class ServiceFirms(ServiceApi api, string folder)
{
    private static readonly TimeSpan s_freshness = TimeSpan.FromSeconds(1);
    private readonly object _gate = new();
    private readonly Dictionary<string, long> _versions = new(StringComparer.Ordinal);
    private readonly Stopwatch _age = new();
    private long? _change;

    /// <summary>Fetches what has changed, unless that was just done.</summary>
    public void Refresh()
    {
        lock (_gate)
        {
            if (_age.IsRunning && _age.Elapsed < s_freshness) return;
            FirmList? list = api.GetFirmsAsync(_change, CancellationToken.None).GetAwaiter().GetResult();
            if (list is not null) Take(list);
            _age.Restart();
        }
    }

    /// <summary>Adds a firm, or changes the one that was last seen.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.ServiceConflict"/>: another changed it meanwhile.</exception>
    public void Put(string identifier, string json)
    {
        using JsonDocument content = JsonDocument.Parse(json);
        lock (_gate)
        {
            _age.Reset();
            FirmDocument firm = new(identifier, _versions.TryGetValue(identifier, out long version) ? version : 0, content.RootElement);
            FirmDocument kept = (firm.Version == 0
                ? api.AddFirmAsync(firm, CancellationToken.None)
                : api.ChangeFirmAsync(firm, CancellationToken.None)).GetAwaiter().GetResult();
            _versions[identifier] = kept.Version;
        }
    }

    /// <exception cref="DefterXException"><see cref="ErrorIds.ServiceConflict"/>; <see cref="ErrorIds.LedgerExists"/>: the firm has books,
    /// and nobody forces it.</exception>
    public void Remove(string identifier, bool force)
    {
        lock (_gate)
        {
            _age.Reset();
            _versions.TryGetValue(identifier, out long version);
            api.RemoveFirmAsync(identifier, version, force, CancellationToken.None).GetAwaiter().GetResult();
            _versions.Remove(identifier);
        }
    }

    private void Take(FirmList list)
    {
        PrivateFolder.Create(folder);
        FirmDocument[] firms = [.. list.Firms.Where(firm => firm.Identifier.Length is 10 or 11 && firm.Identifier.All(c => c is >= '0' and <= '9'))];
        foreach (FirmDocument firm in firms)
        {
            string path = Path.Combine(folder, firm.Identifier + ".json");
            string json = firm.Content.GetRawText() + "\n";
            if (!File.Exists(path) || File.ReadAllText(path) != json) AtomicFile.WriteAllText(path, json);
        }

        HashSet<string> known = new(firms.Select(firm => firm.Identifier), StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(folder, "*.json"))
        {
            if (!known.Contains(Path.GetFileNameWithoutExtension(path))) File.Delete(path);
        }

        _versions.Clear();
        foreach (FirmDocument firm in firms) _versions[firm.Identifier] = firm.Version;
        _change = list.Change;
    }
}
