using System;
using System.CommandLine;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using DefterX.OfficeService.Contracts;
using DefterX.Service.Accounts;
using DefterX.Service.Mail;
using DefterX.Service.Operations.Hosting;
using DefterX.Service.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace DefterX.Service.Operations.Commands;

/// <summary><c>register</c>: opens an office without a registration code; the key goes by mail here too.</summary>
internal sealed class RegisterCommand
{
    private readonly Option<string> _customerNumber = new("--customer-number") { Description = Strings.HelpCustomerNumber, Required = true };
    private readonly Option<string> _name = new("--name") { Description = Strings.HelpOfficeName, Required = true };
    private readonly Option<string> _email = new("--email") { Description = Strings.HelpEmail, Required = true };
    private readonly Option<string?> _keyName = new("--key-name") { Description = Strings.HelpKeyName };
    private readonly Option<string?> _software = new("--source-application") { Description = Strings.HelpSourceApplication };
    private readonly Option<string?> _settings = new("--settings") { Description = Strings.HelpSettings };

    public static Command Create(Action<Command, Func<ServiceOptions, ParseResult, CancellationToken, Task<int>>> setAction)
    {
        RegisterCommand register = new();
        Command command = new("register", Strings.HelpRegister)
        {
            register._customerNumber, register._name, register._email, register._keyName, register._software, register._settings,
        };
        setAction(command, register.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ServiceOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        string email = parsed.GetRequiredValue(_email);
        RegistrationRequest request = new(
            parsed.GetRequiredValue(_customerNumber), email, parsed.GetValue(_keyName) ?? Strings.AdministratorKey, Settings(parsed));
        ServiceProvider services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(options)
            .AddStorage()
            .AddMail(options)
            .AddAccounts()
            .BuildServiceProvider();
        await using (services.ConfigureAwait(false))
        {
            await services.GetRequiredService<Migrations>().RunAsync(cancellationToken).ConfigureAwait(false);
            RegistrationResponse response = await services.GetRequiredService<RegisterOffice>()
                .RunAsync(request, null, cancellationToken).ConfigureAwait(false);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                Text.Format(Strings.Registered, request.CustomerNumber, response.OfficeId, email)).ConfigureAwait(false);
            return 0;
        }
    }

    // As in office.json; what is named on the command line wins.
    private JsonElement Settings(ParseResult parsed)
    {
        JsonObject settings = parsed.GetValue(_settings) is { } file ? Read(file) : [];
        settings["customerNumber"] = parsed.GetRequiredValue(_customerNumber);
        settings["name"] = parsed.GetRequiredValue(_name);
        if (parsed.GetValue(_software) is { } software)
        {
            if (software.Split("##") is not [string identifier, string title, string program, string version])
            {
                throw new ServiceStartException(Text.Format(Strings.SourceApplicationInvalid, software));
            }

            settings["sourceApplication"] = new JsonObject
            {
                ["identifier"] = identifier,
                ["title"] = title,
                ["program"] = program,
                ["version"] = version,
            };
        }

        return JsonSerializer.SerializeToElement(settings);
    }

    private static JsonObject Read(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(file)) as JsonObject
                ?? throw new ServiceStartException(Text.Format(Strings.ConfigInvalid, file, "{"));
        }
        catch (JsonException e)
        {
            throw new ServiceStartException(Text.Format(Strings.ConfigInvalid, file, e.Message));
        }
    }
}
