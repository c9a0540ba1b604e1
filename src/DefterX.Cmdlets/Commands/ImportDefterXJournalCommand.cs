using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Cmdlets.Completion;
using DefterX.Filing.Creation;
using DefterX.Journals;
using DefterX.Office;
using Microsoft.Extensions.Logging;

namespace DefterX.Cmdlets.Commands;

/// <summary>Brings the exports of a firm's month (and branch) into the office: its journal, or its inventory.</summary>
/// <remarks>With -WhatIf the files are read too, and what an import would give is told; nothing is written.</remarks>
[Cmdlet(VerbsData.Import, "DefterXJournal", SupportsShouldProcess = true)]
[OutputType(typeof(JournalImport))]
public sealed class ImportDefterXJournalCommand : SessionCmdlet
{
    private const int ShownNotices = 5;

    /// <summary>The exported files: one, or several that complete each other.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>VKN, TCKN or title of the firm.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [FirmTransformation]
    [Alias("Identifier")]
    [ArgumentCompleter(typeof(FirmCompleter))]
    public FirmArgument? Firm { get; set; }

    /// <summary>The branch's number, for a firm with branches.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Branch { get; set; }

    /// <summary>The month; the session's by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [PeriodTransformation]
    [ArgumentCompleter(typeof(PeriodCompleter))]
    public PeriodArgument? Period { get; set; }

    /// <summary>The file is an inventory (envanter defteri), not a journal.</summary>
    [Parameter]
    public SwitchParameter Inventory { get; set; }

    /// <summary>PDF files that become part of the ledger, such as a commercial pledge agreement.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Attachment { get; set; } = [];

    /// <summary>What the export's codes of documents stand for: <c>@{ EA = 'invoice'; DK = 'Dekont' }</c>.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? DocumentTypeMap { get; set; }

    /// <summary>Replaces another import of the month; the old files are kept under other names.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Period?.Failure is { } failure) ThrowFailure(failure);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Session session = RequireSession();
        string[] paths = [.. Path.Select(GetUnresolvedProviderPathFromPSPath)];
        string[] attachments = [.. Attachment.Select(GetUnresolvedProviderPathFromPSPath)];
        bool isWhatIf = IsWhatIf();
        Run(paths[0], (context, cancellationToken) =>
        {
            Request request = new(
                session,
                FirmFinder.Single(session.Folder.Firms, Firm!),
                ResolvePeriod(Period, session),
                string.IsNullOrWhiteSpace(Branch) ? null : Branch!.Trim(),
                paths,
                new ImportOptions(Force) { IsInventory = Inventory, Attachments = attachments, DocumentTypeCodes = ReadMap() });
            if (isWhatIf) Tell(request, context, cancellationToken);
            else Import(request, context, cancellationToken);
        });
    }

    private void Import(Request request, CmdletContext context, CancellationToken cancellationToken)
    {
        string action = ActionOf(request);
        string files = string.Join(", ", request.Paths);
        if (!context.ShouldProcess(files, action)) return;
        context.Progress.Report(new OperationProgress(action, files));
        JournalImport import = JournalIntake.Import(request.Session.Folder, request.Source, cancellationToken);
        Logger.LogInformation(
            "Imported {Entries} entries of {Firm} {Branch} {Period} from {Path}: {Layout}, {Notices} notices",
            import.Entries,
            request.Firm,
            request.Branch,
            request.Period,
            files,
            import.Layout,
            import.Notices);
        Warn(request, context);
        context.WriteObject(import);
    }

    private static void Tell(Request request, CmdletContext context, CancellationToken cancellationToken)
    {
        JournalImport import = JournalIntake.Examine(request.Session.Folder, request.Source, cancellationToken);
        Warn(request, context);
        string summary = Text.Format(
            Strings.ImportSummary,
            string.Join(", ", request.Paths),
            import.Layout,
            import.Entries,
            import.FirstEntryNumber,
            import.LastEntryNumber,
            import.FirstDate,
            import.LastDate,
            import.Lines,
            import.TotalDebit,
            import.TotalCredit,
            import.Notices);
        context.ShouldProcess(summary, ActionOf(request));
    }

    private static void Warn(Request request, CmdletContext context)
    {
        foreach (string notice in request.Options.Notices.Texts(ShownNotices)) context.WriteWarning(notice);
    }

    private static string ActionOf(Request request) => Text.Format(
        request.Options.IsInventory ? Strings.ImportInventory : Strings.ImportJournal, request.Firm, request.Period);

    private Dictionary<string, DocumentTypeCode>? ReadMap()
    {
        if (DocumentTypeMap is null) return null;
        Dictionary<string, DocumentTypeCode> codes = new(StringComparer.Ordinal);
        foreach (DictionaryEntry pair in DocumentTypeMap)
        {
            codes[pair.Key.ToString()!.Trim()] = DocumentTypes.Explain(pair.Value?.ToString()?.Trim() ?? "");
        }

        return codes;
    }

    private sealed record Request(
        Session Session, Firm Firm, Period Period, string? Branch, string[] Paths, ImportOptions Options)
    {
        public JournalSource Source => new(Firm, Period, Branch, Paths, Options);
    }
}
