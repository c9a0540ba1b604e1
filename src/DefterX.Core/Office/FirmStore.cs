using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using DefterX.Files;
using DefterX.OfficeService;

namespace DefterX.Office;

/// <summary>The office's firms, <c>firms/&lt;VKN|TCKN&gt;.json</c>.</summary>
/// <param name="service">Keeps the files in step where a service keeps the office; null where the folder is the office's own.</param>
internal sealed class FirmStore(OfficeFolder office, ServiceFirms? service = null)
{
    private static readonly string[] s_books = ["ledgers", "journals"];

    private OfficeFolder Office => office;

    private string Folder => Path.Combine(office.Path, "firms");

    /// <summary>Number of firms, without reading them.</summary>
    public int Count() => Files().Count();

    /// <summary>The firms, ordered by title in the UI culture.</summary>
    /// <param name="onError">Takes the failure of a file that cannot be read, and the others go on; null throws it.</param>
    public IReadOnlyList<Firm> List(Action<DefterXException>? onError = null)
    {
        service?.Refresh();
        List<Firm> firms = [];
        foreach (string file in Files())
        {
            try
            {
                firms.Add(Read(file));
            }
            catch (DefterXException exception) when (onError is not null)
            {
                onError(exception);
            }
        }

        StringComparer byTitle = StringComparer.Create(CultureInfo.CurrentUICulture, ignoreCase: true);
        return firms.OrderBy(firm => firm.Title, byTitle).ThenBy(firm => firm.Identifier, StringComparer.Ordinal).ToList();
    }

    /// <summary>The firm of an identifier, or null.</summary>
    public Firm? Find(string identifier)
    {
        service?.Refresh();
        string trimmed = identifier.Trim();
        return IsFileName(trimmed) && File.Exists(FileOf(trimmed)) ? Read(FileOf(trimmed)) : null;
    }

    /// <summary>The firm of an identifier.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.FirmNotFound"/>, <see cref="ErrorIds.FirmInvalid"/>.</exception>
    public Firm Get(string identifier) => Find(identifier) ?? throw NotFound(identifier);

    /// <summary>Adds a firm.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.FirmInvalid"/>, <see cref="ErrorIds.FirmExists"/>.</exception>
    public void Add(Firm firm)
    {
        FirmValidator.Check(firm);
        service?.Refresh();
        if (File.Exists(FileOf(firm.Identifier)))
        {
            throw new DefterXException(
                ErrorIds.FirmExists, Text.Format(Strings.FirmExists, firm.Identifier, office), firm.Identifier);
        }

        PrivateFolder.Create(Folder);
        Write(firm);
    }

    /// <summary>Copies a firm to another office, with the fields of its file that are not ours.</summary>
    /// <returns>Whether it was missing there; as it is here it may be there already.</returns>
    /// <exception cref="DefterXException"><see cref="ErrorIds.FirmExists"/>: it is there with other data;
    /// <see cref="ErrorIds.FirmInvalid"/>.</exception>
    public bool CopyTo(FirmStore other, Firm firm)
    {
        FirmValidator.Check(firm);
        if (other.Find(firm.Identifier) is Firm known)
        {
            return OfficeJson.AreSame(known, firm)
                ? false
                : throw new DefterXException(ErrorIds.FirmExists, Text.Format(Strings.FirmDiffers, firm, other.Office), firm.Identifier);
        }

        PrivateFolder.Create(other.Folder);
        other.Write(firm.Identifier, File.ReadAllText(FileOf(firm.Identifier)));
        return true;
    }

    /// <summary>Changes a firm; fields of its file that are not ours stay.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.FirmInvalid"/>, <see cref="ErrorIds.FirmNotFound"/>.</exception>
    public void Update(Firm firm)
    {
        FirmValidator.Check(firm);
        if (!File.Exists(FileOf(firm.Identifier))) throw NotFound(firm.Identifier);
        Write(firm);
    }

    /// <summary>Removes a firm from the list; its journals and ledgers are never deleted.</summary>
    /// <param name="identifier">VKN or TCKN.</param>
    /// <param name="force">Removes it though journals or ledgers of it are here.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.FirmNotFound"/>, <see cref="ErrorIds.LedgerExists"/>.</exception>
    public void Remove(string identifier, bool force = false)
    {
        string trimmed = identifier.Trim();
        if (!IsFileName(trimmed) || !File.Exists(FileOf(trimmed))) throw NotFound(identifier);
        string? books = s_books.Select(name => Path.Combine(office.Path, name, trimmed))
            .FirstOrDefault(folder => Directory.Exists(folder)
                && Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any());
        if (books is not null && !force)
        {
            throw new DefterXException(ErrorIds.LedgerExists, Text.Format(Strings.FirmHasBooks, trimmed, books), trimmed);
        }

        service?.Remove(trimmed, force);
        File.Delete(FileOf(trimmed));
    }

    private void Write(Firm firm) => Write(firm.Identifier, OfficeJson.Merged(FileOf(firm.Identifier), firm, ErrorIds.FirmInvalid));

    private void Write(string identifier, string json)
    {
        service?.Put(identifier, json);
        AtomicFile.WriteAllText(FileOf(identifier), json);
    }

    private static bool IsFileName(string identifier) =>
        identifier.Length is 10 or 11 && identifier.All(c => c is >= '0' and <= '9');

    private static Firm Read(string file)
    {
        Firm firm = OfficeJson.Read<Firm>(file, ErrorIds.FirmInvalid);
        if (firm.Identifier == Path.GetFileNameWithoutExtension(file)) return firm;
        throw new DefterXException(ErrorIds.FirmInvalid, Text.Format(Strings.FirmFileName, file, firm.Identifier), file);
    }

    private IEnumerable<string> Files() => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, "*.json").Where(file => IsFileName(Path.GetFileNameWithoutExtension(file)))
        : [];

    private string FileOf(string identifier) => Path.Combine(Folder, identifier + ".json");

    private DefterXException NotFound(string identifier) =>
        new(ErrorIds.FirmNotFound, Text.Format(Strings.FirmNotFound, identifier, office), identifier);
}
