# Loads the module; everything else is in its assemblies. Only cmdlets of Microsoft.PowerShell.Core and .NET are used.

$importModule = Get-Command -Name Import-Module -Module Microsoft.PowerShell.Core
$edition, $type = if ($PSVersionTable.PSEdition -eq 'Core') { 'core', 'DefterX.Loader.LoadContext' } else { 'desktop', 'DefterX.Loader.DesktopResolver' }

$loader = [System.Reflection.Assembly]::LoadFrom([System.IO.Path]::Combine($PSScriptRoot, 'bin', $edition, 'DefterX.Loader.dll'))
$cmdlets = $loader.GetType($type, $true)::Initialize($PSScriptRoot)
$binary = & $importModule -Assembly $cmdlets -Force -PassThru

# A second import of an assembly exports nothing to the importing module (https://github.com/PowerShell/PowerShell/issues/20710).
$self = $ExecutionContext.SessionState.Module
$nonPublic = [System.Reflection.BindingFlags]'Instance, NonPublic'
$addCmdlet = [System.Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', $nonPublic)
foreach ($cmdlet in $binary.ExportedCmdlets.Values) {
    if ($addCmdlet -and -not $self.ExportedCmdlets.ContainsKey($cmdlet.Name)) {
        [void]$addCmdlet.Invoke($self, @(, $cmdlet))
    }
}

# Removing a script module leaves the assembly's module in place, and so its IModuleAssemblyCleanup unheard.
$self.OnRemove = { Remove-Module -ModuleInfo $binary -Force }
