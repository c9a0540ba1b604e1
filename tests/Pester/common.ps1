# What every Pester file starts with: the module as it was built.
$script:Root = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..'))
$script:ModulePath = [System.IO.Path]::Combine($Root, 'out', 'DefterX')
if (-not (Test-Path $ModulePath)) {
    throw "There is no module in $ModulePath; run './build.sh build' first."
}

Import-Module $ModulePath -ErrorAction Stop
