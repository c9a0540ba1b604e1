# Loads rivals' assemblies as another module would, then the module, and tells which versions each side got.
param([string]$Module, [string]$Rivals, [string]$Temporary)

$rivalLogging = [System.IO.Path]::Combine($Rivals, 'Microsoft.Extensions.Logging.Abstractions.dll')
$rivalPkcs11 = [System.IO.Path]::Combine($Temporary, 'Pkcs11Interop.dll')
$builder = [System.Reflection.Emit.PersistedAssemblyBuilder]::new('Pkcs11Interop, Version=4.1.0.0', [object].Assembly)
[void]$builder.DefineDynamicModule('Pkcs11Interop')
$builder.Save($rivalPkcs11)
foreach ($path in $rivalLogging, $rivalPkcs11) {
    $rival = [System.Reflection.Assembly]::LoadFrom($path).GetName()
    "rival $($rival.Name) $($rival.Version)"
}

Import-Module $Module -ErrorAction Stop

$context = [System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ 'DefterX'
foreach ($name in 'Microsoft.Extensions.Logging.Abstractions', 'Pkcs11Interop') {
    $own = $context.LoadFromAssemblyName([System.Reflection.AssemblyName]::new($name))
    "own $name $($own.GetName().Version)"
}

# Loading a library goes through libdl; one that is not there must fail as such, not for want of libdl.
$pkcs11 = $context.LoadFromAssemblyName([System.Reflection.AssemblyName]::new('Pkcs11Interop'))
$factories = $pkcs11.GetType('Net.Pkcs11Interop.HighLevelAPI.Pkcs11InteropFactories')::new()
$multiThreaded = $pkcs11.GetType('Net.Pkcs11Interop.Common.AppType')::MultiThreaded
try {
    [void]$factories.Pkcs11LibraryFactory.LoadPkcs11Library($factories, [System.IO.Path]::Combine($Temporary, 'no-such-library.so'), $multiThreaded)
}
catch {
    "library $($_.Exception.GetBaseException().GetType().Name)"
}

# The engine stays the host's.
"engine $($context.LoadFromAssemblyName([System.Reflection.AssemblyName]::new('System.Management.Automation')) -eq [psobject].Assembly)"
