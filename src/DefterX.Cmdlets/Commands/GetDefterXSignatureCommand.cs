using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DefterX.Certificates;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Ledgers;
using DefterX.Office;
using DefterX.Signatures;
using Signature = DefterX.Signatures.Signature;

namespace DefterX.Cmdlets.Commands;

/// <summary>Verifies the signatures of ledgers, berats, reports and approved berats; where the office has trusted roots,
/// their certificates' chains too.</summary>
[Cmdlet(VerbsCommon.Get, "DefterXSignature", DefaultParameterSetName = PathSet)]
[OutputType(typeof(Signature))]
public sealed class GetDefterXSignatureCommand : DefterXCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string LedgerSet = "Ledger";

    private OfficeFolder? _office;
    private TrustedRoots? _roots;

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

    /// <inheritdoc/>
    protected override void BeginProcessing() => _office = KnownOffice();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        List<string> files = [.. Ledger.SelectMany(ledger => ledger.Files)];
        foreach (string path in Path) files.AddRange(XmlFiles.Resolve(this, path, isLiteral: false));
        foreach (string path in LiteralPath) files.AddRange(XmlFiles.Resolve(this, path, isLiteral: true));
        foreach (string file in files)
        {
            Run(file, (context, cancellationToken) =>
            {
                _roots ??= _office?.ReadTrustedRoots() ?? TrustedRoots.None;
                context.WriteObject(SignatureVerifier.Verify(file, _roots, cancellationToken));
            });
        }
    }
}
