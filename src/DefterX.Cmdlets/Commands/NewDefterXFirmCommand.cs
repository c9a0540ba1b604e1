using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Office;

namespace DefterX.Cmdlets.Commands;

/// <summary>Adds firms to the office, one by one or from <c>Import-Csv</c>.</summary>
[Cmdlet(VerbsCommon.New, "DefterXFirm", SupportsShouldProcess = true)]
[OutputType(typeof(Firm))]
public sealed class NewDefterXFirmCommand : FirmFieldsCmdlet
{
    /// <summary>VKN (10 digits) or TCKN (11 digits).</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public string Identifier { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Session session = RequireSession();
        string identifier = Identifier.Trim();
        Run(identifier, (context, _) =>
        {
            Firm firm = Apply(identifier, known: null);
            if (!context.ShouldProcess(firm.ToString(), Strings.AddFirm)) return;
            session.Folder.Firms.Add(firm);
            context.WriteObject(firm);
        });
    }
}
