using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using DefterX.Certificates;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Filing.Signing;
using DefterX.Ledgers;
using DefterX.Office;
using Microsoft.Extensions.Logging;
using Signature = DefterX.Signatures.Signature;

namespace DefterX.Cmdlets.Commands;

/// <summary>Verifies the signatures of ledgers, berats, reports and approved berats, and that a berat is that of the ledger beside
/// it; where the office has trusted roots, the certificates' chains and revocation at the time of signing too.</summary>
[Cmdlet(VerbsCommon.Get, "DefterXSignature", DefaultParameterSetName = PathSet)]
[OutputType(typeof(Signature))]
public sealed class GetDefterXSignatureCommand : DefterXCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string LedgerSet = "Ledger";

    private OfficeFolder? _office;
    private SignatureSurvey? _survey;

    /// <summary>Files, or folders whose XML files are meant; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files or folders, taken as they are.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Ledgers whose files are meant.</summary>
    [Parameter(ParameterSetName = LedgerSet, Mandatory = true, ValueFromPipeline = true)]
    public Ledger[] Ledger { get; set; } = [];

    /// <summary>Leaves revocation, and with it the network, alone.</summary>
    [Parameter]
    public SwitchParameter NoRevocationCheck { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _office = KnownOffice();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        List<string> files = [.. Ledger.SelectMany(FilesOf)];
        foreach (string path in Path) files.AddRange(XmlFiles.Resolve(this, path, isLiteral: false));
        foreach (string path in LiteralPath) files.AddRange(XmlFiles.Resolve(this, path, isLiteral: true));
        if (files.Count == 0) return;
        Run(files[0], (context, _) =>
        {
            _survey ??= new SignatureSurvey(
                _office?.ReadTrustedRoots() ?? TrustedRoots.None, NoRevocationCheck ? null : new RevocationOptions(), StopToken);
            files.ForEach(_survey.Add);
            return WriteAsync(_survey, context, waits: false);
        });
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_survey is { } survey) Run(null, (context, _) => WriteAsync(survey, context, waits: true));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _survey?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Writes the verdicts in the order of the files: those that are there, or all.</summary>
    private static async Task WriteAsync(SignatureSurvey survey, CmdletContext context, bool waits)
    {
        while (survey.TryTake(out string path, out Task<Signature> verdict, waits))
        {
            Signature signature;
            try
            {
                signature = await verdict.ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                context.WriteError(e, path);
                continue;
            }

            context.Logger.LogDebug("{Path}: {Status}, {Message}", path, signature.Status, signature.StatusMessage);
            context.WriteObject(signature);
        }
    }
}
