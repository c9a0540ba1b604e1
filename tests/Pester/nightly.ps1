# samples/nightly.ps1 for tests: secrets in files, and the script in a pwsh of its own.

# A vault of files, for whichever vaults are installed here.
function New-FileVault([string] $Folder, [hashtable] $Secrets) {
    $vault = New-Item (Join-Path $Folder 'modules/Microsoft.PowerShell.SecretManagement') -ItemType Directory -Force
    Set-Content (Join-Path $vault 'Microsoft.PowerShell.SecretManagement.psm1') @"
        function Get-Secret([string] `$Name, [string] `$Vault) {
            ConvertTo-SecureString (Get-Content (Join-Path '$Folder/secrets' `$Name) -ErrorAction Stop) -AsPlainText -Force
        }
"@
    $null = New-Item (Join-Path $Folder 'secrets') -ItemType Directory -Force
    foreach ($name in $Secrets.Keys) { Set-Content (Join-Path "$Folder/secrets" $name) $Secrets.$name }
}

# The lines that the script writes, none of them with a secret of the vault; its exit code is the last of them.
function Invoke-NightlyScript([string] $Folder, [string] $Arguments, [hashtable] $Environment = @{}) {
    $lines = @(Invoke-Unattended -Seconds 180 -Environment $Environment @"
        `$env:PSModulePath = '$Folder/modules' + [IO.Path]::PathSeparator + (Join-Path `$PSHOME 'Modules')
        & '$Root/samples/nightly.ps1' -Module '$ModulePath' -CustomerNumber 123456 $Arguments
        exit `$LASTEXITCODE
"@)
    $secrets = Get-ChildItem "$Folder/secrets" | Get-Content
    $lines -join "`n" | Should -Not -Match ($secrets -join '|')
    $lines
}
