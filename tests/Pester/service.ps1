# The office service, as a process of its own on a free port of loopback, which puts its mails into a folder.
$script:RegistrationCode = 'sinama-kayit-kodu'

# Without -Address on a free port; with it, it goes on at the same address after Stop-OfficeService. An empty code switches registration off.
function Start-OfficeService([string] $Folder, [string] $Address = '', [string] $Code = $RegistrationCode) {
    if (-not $Address) {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $Address = "http://$($listener.LocalEndpoint)"
        $listener.Stop()
    }
    $settings = @{
        DEFTERX_SERVICE__URLS = $Address; DEFTERX_SERVICE__DATAFOLDER = $Folder; DEFTERX_SERVICE__REGISTRATION__CODE = $Code
        DEFTERX_SERVICE__MAIL__PICKUPFOLDER = (Join-Path $Folder 'mail'); DEFTERX_SERVICE__MAIL__FROM = 'defterx@buro.example'
    }
    $program = [IO.Path]::Combine($Root, 'src', 'DefterX.Service', 'bin', 'Release', 'net10.0', 'defterx-service.dll')
    $null = New-Item $Folder -ItemType Directory -Force
    $process = Start-Process dotnet -PassThru -Environment $settings -ArgumentList $program -RedirectStandardOutput (Join-Path $Folder 'console.log')
    $clock = [Diagnostics.Stopwatch]::StartNew()
    do {
        Start-Sleep -Milliseconds 100
        if ($process.HasExited -or $clock.Elapsed.TotalSeconds -gt 120) { throw "The office service did not start: $(Get-Content "$Folder/console.log")" }
        $isUp = try { [bool] (Invoke-RestMethod "$Address/v1/service" -TimeoutSec 5) } catch { $false }
    } until ($isUp)
    [pscustomobject]@{ Process = $process; Address = $Address; Folder = $Folder; Settings = $settings; Program = $program }
}

# Without a word, as a power cut would.
function Stop-OfficeService($Service) {
    if ($Service -and -not $Service.Process.HasExited) { $Service.Process.Kill(); $Service.Process.WaitForExit() }
}

# Registers the office that an office.json describes, by the service's command line; gives the key that was mailed.
function Register-Office($Service, [string] $Settings) {
    $office = Get-Content $Settings -Raw | ConvertFrom-Json
    $email = "yonetici-$($office.customerNumber)@buro.example"
    $register = Start-Process dotnet -PassThru -Wait -Environment $Service.Settings -RedirectStandardOutput (Join-Path $Service.Folder 'register.log') -ArgumentList @(
        $Service.Program, 'register', '--customer-number', $office.customerNumber, '--name', "`"$($office.name)`"", '--email', $email, '--settings', "`"$Settings`"")
    if ($register.ExitCode -ne 0) { throw "The office was not registered: $(Get-Content "$($Service.Folder)/register.log")" }
    Get-MailedKey $Service $email
}

# The key in the only mail to somebody; empty where there is no mail.
function Get-MailedKey($Service, [string] $Email) {
    $mails = Get-ChildItem (Join-Path $Service.Folder 'mail') -Filter *.eml | ForEach-Object { Get-Content $_ -Raw }
    $mail = $mails | Where-Object { $_ -match "(?m)^To: .*$([regex]::Escape($Email))" }
    [regex]::Match("$mail", 'Anahtar: ([a-z0-9]{3}(-[a-z0-9]{3}){3})').Groups[1].Value
}

function Get-RegistrationCode([string] $Code = $RegistrationCode) { [Net.NetworkCredential]::new('', $Code).SecurePassword }
