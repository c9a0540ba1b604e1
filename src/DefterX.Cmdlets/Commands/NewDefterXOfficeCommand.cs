using System;
using System.Linq;
using System.Management.Automation;
using System.Security;
using DefterX.Cmdlets.Abstractions;
using DefterX.Cmdlets.Arguments;
using DefterX.Office;
using DefterX.OfficeService;
using Microsoft.Extensions.Logging;

namespace DefterX.Cmdlets.Commands;

/// <summary>Makes an office: a folder, or one that a service keeps (Kayıt Olma).</summary>
[Cmdlet(VerbsCommon.New, "DefterXOffice", DefaultParameterSetName = FolderSet, SupportsShouldProcess = true)]
[OutputType(typeof(OfficeFolder), ParameterSetName = [FolderSet])]
[OutputType(typeof(OfficeRegistration), ParameterSetName = [ServiceSet])]
public sealed class NewDefterXOfficeCommand : DefterXCmdlet
{
    private const string FolderSet = "Folder";
    private const string ServiceSet = "Service";

    /// <summary>The folder; it must be new or empty.</summary>
    [Parameter(ParameterSetName = FolderSet, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The address of the service that is to keep the office; https, or this machine.</summary>
    [Parameter(ParameterSetName = ServiceSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public Uri ServiceUri { get; set; } = null!;

    /// <summary>The office's customer number, digits only.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    public string CustomerNumber { get; set; } = "";

    /// <summary>The office's name.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = "";

    /// <summary>Where the service sends the welcome mail with the first login key.</summary>
    [Parameter(ParameterSetName = ServiceSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Email { get; set; } = "";

    /// <summary>Whose the first login key is, an administrator's.</summary>
    [Parameter(ParameterSetName = ServiceSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string KeyName { get; set; } = "";

    /// <summary>What whoever runs the service hands out to those who may register an office.</summary>
    [Parameter(ParameterSetName = ServiceSet, Mandatory = true)]
    [ValidateNotNull]
    [SecureStringTransformation]
    public SecureString RegistrationCode { get; set; } = null!;

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
        if (ParameterSetName == ServiceSet) Register(settings, roots);
        else Create(GetUnresolvedProviderPathFromPSPath(Path), settings, roots);
    }

    private void Create(string path, OfficeSettings settings, string[] roots) => Run(path, (context, _) =>
    {
        if (!context.ShouldProcess(path, Strings.CreateOffice)) return;
        context.WriteObject(OfficeFolder.Create(path, settings, roots));
    });

    private void Register(OfficeSettings settings, string[] roots) => Run(ServiceUri, async (context, cancellationToken) =>
    {
        OfficeRegistration wanted = new()
        {
            ServiceUri = ServiceUri,
            CustomerNumber = settings.CustomerNumber,
            Name = settings.Name,
            KeyName = KeyName.Trim(),
            Email = Email.Trim(),
        };
        ServiceRegistration registration = new(wanted, settings, roots);
        if (!context.ShouldProcess(registration.Service.ToString(), Text.Format(Strings.RegisterOffice, wanted, wanted.Email))) return;
        OfficeRegistration office = await registration.RunAsync(RegistrationCode, context.Progress, cancellationToken).ConfigureAwait(false);
        Logger.LogInformation("Office {CustomerNumber} registered at {Service}", office.CustomerNumber, office.ServiceUri);
        context.WriteObject(office);
    });
}
