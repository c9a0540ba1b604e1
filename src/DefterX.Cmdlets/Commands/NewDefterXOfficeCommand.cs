using System;
using System.Linq;
using System.Management.Automation;
using DefterX.Cmdlets.Abstractions;
using DefterX.Office;

namespace DefterX.Cmdlets.Commands;

/// <summary>Makes an office folder.</summary>
[Cmdlet(VerbsCommon.New, "DefterXOffice", SupportsShouldProcess = true)]
[OutputType(typeof(OfficeFolder))]
public sealed class NewDefterXOfficeCommand : DefterXCmdlet
{
    /// <summary>The folder; it must be new or empty.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The office's customer number, digits only.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    public string CustomerNumber { get; set; } = "";

    /// <summary>The office's name.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = "";

    /// <summary>GİB's environment; fixed once something was sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public GibEnvironment GibEnvironment { get; set; } = GibEnvironment.Test;

    /// <summary>An address of GİB's web service other than the environment's.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Uri? GibUri { get; set; }

    /// <summary>VKN or TCKN of the owner of the software that GİB approved (sourceApplication).</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string SourceIdentifier { get; set; } = "";

    /// <summary>Registered name of the owner of the software.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string SourceTitle { get; set; } = "";

    /// <summary>Name of the software.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string SourceProgram { get; set; } = nameof(DefterX);

    /// <summary>Approved version of the software.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string SourceVersion { get; set; } = "1.0";

    /// <summary>Files with root certificates that the office trusts, and their intermediates (PEM or DER); they are copied.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[] TrustedRoot { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string path = GetUnresolvedProviderPathFromPSPath(Path);
        OfficeSettings settings = new()
        {
            CustomerNumber = CustomerNumber.Trim(),
            Name = Name.Trim(),
            GibEnvironment = GibEnvironment,
            GibUri = GibUri,
            SourceApplication = new SourceApplication(
                SourceIdentifier.Trim(), SourceTitle.Trim(), SourceProgram.Trim(), SourceVersion.Trim()),
        };
        string[] roots = [.. TrustedRoot.Where(file => file.Length > 0).Select(GetUnresolvedProviderPathFromPSPath)];
        Run(path, (context, _) =>
        {
            if (!context.ShouldProcess(path, Strings.CreateOffice)) return;
            context.WriteObject(OfficeFolder.Create(path, settings, roots));
        });
    }
}
