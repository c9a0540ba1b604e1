using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Ledgers;
using DefterX.Office;
using Microsoft.Extensions.Logging;

namespace DefterX.Filing.Delivery;

/// <summary>What is recorded of a month's packages. It stays in the environment of GİB in which it was begun.</summary>
internal class MonthRecord
{
    /// <summary>GİB's code where it has no package of a name.</summary>
    internal const string NotFoundCode = "304";

    private readonly FilingContext _context;

    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>: something of the month went to GİB's other
    /// environment.</exception>
    public MonthRecord(FilingContext context, MonthFolder folder)
    {
        _context = context;
        Folder = folder;
        RequireEnvironment(context, folder);
    }

    public MonthFolder Folder { get; }

    public LedgerId Id => Folder.Id;

    /// <exception cref="DefterXException"><see cref="ErrorIds.OfficeInvalid"/>: something of the month went to GİB's other
    /// environment.</exception>
    public static void RequireEnvironment(FilingContext context, MonthFolder folder)
    {
        if (LedgerStatus.SentElsewhere(folder.Log) is string other)
        {
            throw new DefterXException(ErrorIds.OfficeInvalid, SentElsewhere(context.Office, folder.Id, other), folder.Id.Firm);
        }
    }

    /// <summary>That something of a month went to GİB's other environment, and the way on.</summary>
    public static string SentElsewhere(OfficeFolder office, LedgerId id, string environment) =>
        Text.Format(Strings.EnvironmentChanged, id, environment, office.Settings.GibEnvironment);

    private string Environment => _context.Office.Settings.GibEnvironment.ToString();

    /// <summary>What last happened to a package.</summary>
    public FilingStep? LastStep(string package) => LedgerStatus.LastStep(Folder.Log.ReadCurrent(), package);

    /// <summary>Whether GİB did not know a package when it was last asked about it, since that was sent.</summary>
    public bool IsMissing(string package) =>
        Folder.Log.ReadCurrent().LastOrDefault(step => step.Package == package && step.Step is FilingStep.Asked or FilingStep.Sent)
            is { Step: FilingStep.Asked, Code: NotFoundCode };

    /// <summary>Adds a line to the month's record, and to the log.</summary>
    public void Record(
        FilingStep step, string package, string? text = null, string? code = null, string? sha256 = null, DateTimeOffset? counterSignedAt = null)
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
            CounterSignedAt = counterSignedAt,
        });
        _context.Logger.LogInformation("{Package}: {Step} {Text}", package, step, text ?? "");
    }

    /// <summary>The packages with their ids, in the order of sending.</summary>
    public IEnumerable<(LedgerFileKind Kind, int Part, string Id)> Packages()
    {
        foreach ((LedgerFileKind kind, int part) in Folder.Packages()) yield return (kind, part, Id.FileName(kind, part).PackageId);
    }
}
