using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using DefterX.TestSupport;

namespace DefterX.Build;

/// <summary>Files a sample office with a simulated GİB, from <c>samples/quickstart.ps1</c>.</summary>
internal static class DemoTask
{
    private const string Pin = "123456";

    /// <summary>The key of the sample office.</summary>
    private const string LoginKey = "dft-dem-ofi-s26";
    private static readonly string s_folder = Path.Combine(Repository.Output, "demo");

    internal static int Run(Options options)
    {
        options.AllowOnly("key", "device", "service");
        bool isAtService = options.Has("service");
        KeyKind key = options.Choose("key", "rsa", "ec") == "ec" ? KeyKind.Ec : KeyKind.Rsa;
        bool softHsm = UseSoftHsm(options.Choose("device", "softhsm", "pfx"));

        ModuleTask.Build();
        ModuleTask.BuildScriptHost();
        Shell.RunQuietly("dotnet", "build", "tests/DefterX.GibSimulator", "-c", "Release", "--nologo", "-v", "q");
        if (isAtService) Shell.RunQuietly("dotnet", "build", "src/DefterX.Service", "-c", "Release", "--nologo", "-v", "q");

        Folders.Remake(s_folder);
        string office = Path.Combine(s_folder, "office");
        Folders.Copy(Repository.PathOf("samples", "office"), office);
        DemoDevices devices = DemoDevices.Create(DemoFirm.ReadAll(office), s_folder, key, softHsm, Pin);

        using Simulator simulator = Simulator.Start(s_folder);
        SetGibUri(Path.Combine(office, "office.json"), simulator.Address);
        using DemoService? service = isAtService ? DemoService.Start(office, Path.Combine(s_folder, "service")) : null;
        List<string> arguments =
        [
            Repository.ScriptHost, Repository.PathOf("samples", "quickstart.ps1"),
            "-Module", Repository.Module,
            "-Exports", Repository.PathOf("samples", "office-exports"),
            "-LoginKey", service?.LoginKey ?? LoginKey,
            "-Pin", Pin,
            "-Pages", Path.Combine(s_folder, "pages"),
        ];
        arguments.AddRange(service is null ? ["-Office", office] : ["-ServiceUri", service.Address]);
        if (devices.PfxFiles.Count > 0) arguments.AddRange(["-PfxPath", .. devices.PfxFiles]);
        Dictionary<string, string> environment = new(devices.Environment) { ["DEFTERX_WORKSPACE"] = Path.Combine(s_folder, "copies") };
        return Shell.Run("dotnet", arguments, environment);
    }

    private static void SetGibUri(string settings, string address)
    {
        JsonNode office = JsonNode.Parse(File.ReadAllText(settings))!;
        office["gibUri"] = address;
        File.WriteAllText(settings, office.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    private static bool UseSoftHsm(string? device)
    {
        switch (device)
        {
            case "pfx":
                return false;
            case "softhsm":
                Prerequisites.Require("softhsm2-util");
                return true;
            default:
                bool available = Prerequisites.TryRequire("softhsm2-util") && SoftHsm.FindLibrary() is not null;
                if (!available) Console.WriteLine("SoftHSM2 cannot be had here; the devices are PFX files.");
                return available;
        }
    }
}
