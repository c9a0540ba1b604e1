# -SecretName with the real SecretManagement and SecretStore where they are installed, and always with a stand-in of the same name.
BeforeDiscovery {
    $vaults = @('StandIn') + @(if (Get-Module Microsoft.PowerShell.SecretStore -ListAvailable) { 'SecretStore' })
}

BeforeAll {
    . "$PSScriptRoot/common.ps1"
    . "$PSScriptRoot/devices.ps1"
    . "$PSScriptRoot/unattended.ps1"
    $folder = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "defterx-$([guid]::NewGuid())") -ItemType Directory).FullName
    $env:DEFTERX_OFFICE = Join-Path $folder 'büro'
    $null = New-DefterXOffice $env:DEFTERX_OFFICE 123456 'Deneme' -SourceIdentifier 7341200986 -SourceTitle 'DENEME A.Ş.'
    $key = (New-DefterXLoginKey Ayşe).Key
    $pfx = New-TestCertificate $folder '5123400670'


    $standIn = New-Item (Join-Path $folder 'modules/Microsoft.PowerShell.SecretManagement') -ItemType Directory -Force
    Set-Content (Join-Path $standIn 'Microsoft.PowerShell.SecretManagement.psm1') @'
        function Get-Secret {
            [CmdletBinding()]
            param([string] $Name, [string] $Vault)
            if ($Vault -and $Vault -ne 'Kasa') { throw "Vault not found in registry: $Vault" }
            if ($env:STANDIN_LOCK -eq 'None') { throw 'A valid password is required to access the vault.' }
            if ($env:STANDIN_LOCK -eq 'Prompt') { $null = $Host.UI.ReadLineAsSecureString(); return }
            $file = Join-Path $env:STANDIN_SECRETS $Name
            if (-not (Test-Path $file)) { Write-Error "The secret $Name was not found."; return }
            $secret, $user = Get-Content $file
            $secret = ConvertTo-SecureString $secret -AsPlainText -Force
            if ($user) { [pscredential]::new($user, $secret) } else { $secret }
        }
'@

    # The beginning of a script to which only these modules and PowerShell's own are there.
    function Use-ModulesOf([string] $Path) { "`$env:PSModulePath = '$Path' + [IO.Path]::PathSeparator + (Join-Path `$PSHOME 'Modules')" }

    # A vault named Kasa with the secrets key, login and pin, in a home folder of its own. -Lock: it wants a password, and where none was
    # given it fails ('None') or asks ('Prompt').
    function New-Vault([string] $Kind, [string] $Lock) {
        $store = (New-Item (Join-Path $folder ([guid]::NewGuid())) -ItemType Directory).FullName
        if ($Kind -eq 'StandIn') {
            Set-Content (Join-Path $store 'key') $key
            Set-Content (Join-Path $store 'login') $key, '123456'
            Set-Content (Join-Path $store 'pin') $TestPin
            return @{ Begin = Use-ModulesOf "$folder/modules"; Environment = @{ STANDIN_SECRETS = $store; STANDIN_LOCK = $Lock } }
        }

        $vault = @{ Begin = ''; Environment = @{ HOME = $store } }
        $reset = if ($Lock) { "-Authentication Password -Interaction $Lock -Password (Protect pw)" } else { '-Authentication None -Interaction None' }
        $lines = Invoke-Unattended @"
            function Protect(`$Text) { ConvertTo-SecureString `$Text -AsPlainText -Force }
            Reset-SecretStore -Scope CurrentUser $reset -Force -WarningAction SilentlyContinue
            Register-SecretVault Kasa -ModuleName Microsoft.PowerShell.SecretStore
            if ('$Lock') { Unlock-SecretStore (Protect pw) }
            Set-Secret key '$key'
            Set-Secret login ([pscredential]::new('123456', (Protect '$key')))
            Set-Secret pin (Protect '$TestPin')
"@ -Environment $vault.Environment
        if ($lines -ne 'exit 0') { throw "The vault was not made: $lines" }
        $vault
    }

    function Get-VaultOutcome($Vault, [string] $Script, [string] $Stdin = 'NonInteractive') {
        $lines = @(Get-Outcome "$($Vault.Begin)`n$Script" $Stdin $Vault.Environment)
        $lines -join "`n" | Should -Not -Match "$key|$TestPin"
        $lines
    }
}

AfterAll {
    $env:DEFTERX_OFFICE = $null
    Remove-Item $folder -Recurse -Force
}

Describe 'A secret of <_>' -ForEach $vaults {
    BeforeAll {
        $kind = $_
        $vault = New-Vault $kind
    }

    It 'is the login key with <_> standard input' -ForEach 'NonInteractive', 'Closed', 'Silent' {
        Get-VaultOutcome $vault @'
            $ErrorActionPreference = 'Stop'
            $null = Connect-DefterXSession -Period '2026-09' -SecretName key -CustomerNumber 123456 -Verbose 4>&1
            $null = Connect-DefterXSession -Period '2026-09' -SecretName key -Vault Kasa -CustomerNumber 123456
            (Connect-DefterXSession -Period '2026-09' -SecretName login).LoginKeyName
            @(Get-DefterXSession).Count
'@ $_ | Should -BeExactly 'Ayşe', '3', 'exit 0'
    }

    It 'is the PIN' {
        Get-VaultOutcome $vault "(Connect-DefterXDevice -PfxPath '$pfx' -NoGib -SecretName pin -ErrorAction Stop).IsConnected" | Should -BeExactly 'True', 'exit 0'
    }

    It 'that is not there is an error' {
        $lines = Get-VaultOutcome $vault @"
            Connect-DefterXSession -Period '2026-09' -SecretName yok -ErrorVariable +failed -ErrorAction SilentlyContinue
            Connect-DefterXSession -Period '2026-09' -SecretName key -Vault Bos -ErrorVariable +failed -ErrorAction SilentlyContinue
            Connect-DefterXDevice -PfxPath '$pfx' -NoGib -SecretName yok -ErrorVariable +failed -ErrorAction SilentlyContinue
            foreach (`$e in `$failed) { if (`$e.FullyQualifiedErrorId -like '*,DefterX.*') { "`$(`$e.FullyQualifiedErrorId.Split(',')[0]): `$e" } }
"@
        $lines | ForEach-Object { $_.Split(':')[0] } | Should -BeExactly 'InvalidLoginKey', 'InvalidLoginKey', 'PinRequired', 'exit 0'
        $lines[0] | Should -Match 'yok was not found'
        $lines[1] | Should -Match 'Vault not found in registry: Bos'
        $lines[2] | Should -Match 'yok was not found'
    }

    # SecretStore fails by itself (None) or asks for its password (Prompt).
    It 'in a locked vault (<_>) is an error, whatever the standard input' -ForEach 'None', 'Prompt' {
        $locked = New-Vault $kind $_
        foreach ($stdin in 'NonInteractive', 'Closed', 'Silent') {
            $lines = Get-VaultOutcome $locked "Connect-DefterXSession -Period '2026-09' -SecretName login -ErrorAction Stop; 'went on'" $stdin
            $lines | Should -Contain 'InvalidLoginKey' -Because $stdin
            $lines -join "`n" | Should -Match 'password|user interaction'
            $lines[-1] | Should -BeExactly 'exit 0'
        }
    }
}

Describe 'Without SecretManagement' {
    It 'a secret is an error that says what to install' {
        $vault = @{ Begin = Use-ModulesOf (Join-Path $folder 'none'); Environment = @{} }
        $lines = Get-VaultOutcome $vault "Connect-DefterXSession -Period '2026-09' -SecretName login -ErrorAction Stop"
        $lines[0] | Should -BeExactly 'InvalidLoginKey'
        $lines -join "`n" | Should -Match 'Install-Module Microsoft.PowerShell.SecretManagement'
        (Get-VaultOutcome $vault "Connect-DefterXDevice -PfxPath '$pfx' -NoGib -SecretName pin -ErrorAction Stop")[0] | Should -BeExactly 'PinRequired'
    }
}
