using System;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace DefterX.Cmdlets.Tests.Loading;

public sealed class IsolationTests(ModuleFolder module) : IClassFixture<ModuleFolder>
{
    [Fact]
    public async Task ImportModule_WhenRivalVersionsAreLoaded_UsesItsOwn()
    {
        DirectoryInfo rivals = Directory.CreateTempSubdirectory("DefterX.");
        ScriptHostRun run = await ScriptHostRun.FileAsync(
            Path.Combine(AppContext.BaseDirectory, "Loading", "Isolation.ps1"),
            "-Module", module.Path, "-Rivals", Path.Combine(AppContext.BaseDirectory, "rivals"), "-Temporary", rivals.FullName);

        rivals.Delete(recursive: true);

        Assert.Equal("", run.Error);
        Assert.Equal(
            [
                "rival Microsoft.Extensions.Logging.Abstractions 8.0.0.0",
                "rival CsvHelper 30.0.0.0",
                "own Microsoft.Extensions.Logging.Abstractions 10.0.0.0",
                "own CsvHelper 34.0.0.0",
                "engine True",
            ],
            run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task ImportModule_WhenForcedTwice_ExportsTheSameCmdlets()
    {
        ScriptHostRun run = await ScriptHostRun.TextAsync(
            """
            param($Module)
            Import-Module $Module
            $first = (Get-Command -Module DefterX).Name -join ' '
            Import-Module $Module -Force
            $second = (Get-Command -Module DefterX).Name -join ' '
            $first -ceq $second
            """,
            "-Module", module.Path);

        Assert.Equal("", run.Error);
        Assert.Equal("True", run.Output.Trim());
    }

    [Fact]
    public async Task NewLoginKey_WhenCalled_HasNotLoadedBouncyCastle()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("DefterX.");
        ScriptHostRun run = await ScriptHostRun.TextAsync(
            """
            param($Module, $Office)
            Import-Module $Module
            $null = New-DefterXOffice $Office 1 Ad -SourceIdentifier 7341200986 -SourceTitle A
            $null = New-DefterXLoginKey Ad -Office $Office
            $context = [System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ 'DefterX'
            @($context.Assemblies | Where-Object { $_.GetName().Name -eq 'DefterX.Core' }).Count
            @($context.Assemblies | Where-Object { $_.GetName().Name -like 'BouncyCastle*' }).Count
            """,
            "-Module", module.Path, "-Office", Path.Combine(folder.FullName, "ofis"));

        folder.Delete(recursive: true);

        Assert.Equal("", run.Error);
        Assert.Equal(["1", "0"], run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task RemoveModule_WhenImported_RemovesTheAssemblysModuleToo()
    {
        ScriptHostRun run = await ScriptHostRun.TextAsync(
            """
            param($Module)
            Import-Module $Module
            @(Get-Module -All | Where-Object Name -Match 'DefterX').Count
            Remove-Module DefterX
            @(Get-Module -All | Where-Object Name -Match 'DefterX').Count
            """,
            "-Module", module.Path);

        Assert.Equal("", run.Error);
        Assert.Equal(["2", "0"], run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
