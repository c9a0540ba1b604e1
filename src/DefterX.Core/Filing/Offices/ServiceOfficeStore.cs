using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using DefterX.Office;
using DefterX.OfficeService;
using DefterX.OfficeService.Contracts;

namespace DefterX.Filing.Offices;

/// <summary>Settings, roots and holidays that a service keeps; to change them an administrator's session is wanted.</summary>
/// <remarks>A change goes out from what this session has last seen, so that nobody undoes unseen what another administrator did.</remarks>
internal sealed class ServiceOfficeStore(OfficeFolder office, ServiceOffice service) : OfficeStore
{
    private const string SettingsName = "office.json";

    public override OfficeInfo Read(CancellationToken cancellationToken) =>
        Take(service.Api.GetOfficeAsync(cancellationToken).GetAwaiter().GetResult());

    public override void Check(OfficeChange change, CancellationToken cancellationToken) =>
        change.ApplyTo(OfficeContent.Read(office), office.Name);

    public override OfficeInfo Change(OfficeChange change, CancellationToken cancellationToken)
    {
        OfficeDocument seen = service.Seen ?? service.Api.GetOfficeAsync(cancellationToken).GetAwaiter().GetResult();
        OfficeContent after = change.ApplyTo(ContentOf(seen), office.Name);
        // Unless all goes well it is not known what the service has now.
        service.Seen = null;
        try
        {
            return Take(service.Api.ChangeOfficeAsync(Document(seen, after), cancellationToken).GetAwaiter().GetResult());
        }
        catch (DefterXException e) when (e.ErrorId == ErrorIds.ServiceConflict)
        {
            throw new DefterXException(ErrorIds.ServiceConflict, Text.Format(Strings.OfficeChangedElsewhere, office), office.Name, e);
        }
        catch (DefterXException e) when (ServiceFailure.ProblemOf(e) is { Code: ServiceCodes.RequestInvalid } problem)
        {
            throw OfficeChange.Refused(office.Name, problem.Detail ?? problem.Code, e);
        }
    }

    private OfficeInfo Take(OfficeDocument document)
    {
        OfficeContent content = ContentOf(document);
        office.Take(content.Settings);
        ServiceWorkspace.Write(office.Path, document);
        service.Seen = document;
        return content.Info(office, document.Version);
    }

    private static OfficeContent ContentOf(OfficeDocument document)
    {
        Dictionary<string, byte[]> files = new(StringComparer.OrdinalIgnoreCase);
        foreach (OfficeFile file in document.Files) files[file.Name] = file.Content;
        return new OfficeContent(
            OfficeJson.Parse<OfficeSettings>(document.Settings.GetRawText(), SettingsName, ErrorIds.OfficeInvalid), files);
    }

    private static OfficeDocument Document(OfficeDocument seen, OfficeContent after)
    {
        string json = OfficeSettingsJson.Merged(seen.Settings.GetRawText(), after.Settings, SettingsName);
        using JsonDocument settings = JsonDocument.Parse(json);
        OfficeFile[] files = [.. after.Files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => new OfficeFile(file.Key, file.Value))];
        return new OfficeDocument(seen.Version, settings.RootElement.Clone(), files);
    }
}
