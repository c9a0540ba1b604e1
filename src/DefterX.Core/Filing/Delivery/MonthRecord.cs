using System.Collections.Generic;
using System.Linq;
using DefterX.Ledgers;
using Microsoft.Extensions.Logging;

namespace DefterX.Filing.Delivery;

/// <summary>What is recorded of a month's packages. It stays in the environment of GİB in which it was begun.</summary>
internal class MonthRecord
{
    private readonly FilingContext _context;

    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>: something of the month went to GİB's other
    /// environment.</exception>
    public MonthRecord(FilingContext context, MonthFolder folder)
    {
        _context = context;
        Folder = folder;
        FilingEvent? other = folder.Log.ReadCurrent()
            .FirstOrDefault(step => step.Environment is not null && step.Environment != Environment);
        if (other is null) return;
        throw new DefterXException(
            ErrorIds.OfficeInvalid, Text.Format(Strings.EnvironmentChanged, Id, other.Environment, Environment), Id.Firm);
    }

    public MonthFolder Folder { get; }

    public LedgerId Id => Folder.Id;

    private string Environment => _context.Office.Settings.GibEnvironment.ToString();

    /// <summary>What last happened to a package.</summary>
    public FilingStep? LastStep(string package) => LedgerStatus.LastStep(Folder.Log.ReadCurrent(), package);

    /// <summary>Adds a line to the month's record, and to the log.</summary>
    public void Record(FilingStep step, string package, string? text = null, string? code = null, string? sha256 = null)
    {
        Folder.Log.Append(new FilingEvent
        {
            Time = _context.Clock(),
            Step = step,
            Package = package,
            Environment = Environment,
            Text = text,
            Code = code,
            Sha256 = sha256,
        });
        _context.Logger.LogInformation("{Package}: {Step} {Text}", package, step, text ?? "");
    }

    /// <summary>The packages with their ids, in the order of sending.</summary>
    public IEnumerable<(LedgerFileKind Kind, int Part, string Id)> Packages()
    {
        foreach ((LedgerFileKind kind, int part) in Folder.Packages()) yield return (kind, part, Id.FileName(kind, part).PackageId);
    }
}
