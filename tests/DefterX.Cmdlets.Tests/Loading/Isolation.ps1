# Loads rivals' assemblies as another module would, then the module, and tells which versions each side got.
param([string]$Module, [string]$Rivals, [string]$Temporary)

$rivalLogging = [System.IO.Path]::Combine($Rivals, 'Microsoft.Extensions.Logging.Abstractions.dll')
$rivalCsv = [System.IO.Path]::Combine($Temporary, 'CsvHelper.dll')
$builder = [System.Reflection.Emit.PersistedAssemblyBuilder]::new('CsvHelper, Version=30.0.0.0', [object].Assembly)
[void]$builder.DefineDynamicModule('CsvHelper')
$builder.Save($rivalCsv)
foreach ($path in $rivalLogging, $rivalCsv) {
    $rival = [System.Reflection.Assembly]::LoadFrom($path).GetName()
    "rival $($rival.Name) $($rival.Version)"
}

Import-Module $Module -ErrorAction Stop

$context = [System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ 'DefterX'
foreach ($name in 'Microsoft.Extensions.Logging.Abstractions', 'CsvHelper') {
    $own = $context.LoadFromAssemblyName([System.Reflection.AssemblyName]::new($name))
    "own $name $($own.GetName().Version)"
}

# The engine stays the host's.
"engine $($context.LoadFromAssemblyName([System.Reflection.AssemblyName]::new('System.Management.Automation')) -eq [psobject].Assembly)"
