# The office service, as a process of its own on a free port, which puts its mails into a folder.
$script:RegistrationCode = 'sinama-kayit-kodu'

# An empty code switches registration off.
function Start-OfficeService([string] $Folder, [string] $Code = $RegistrationCode) {
    $program = [IO.Path]::Combine($Root, 'src', 'DefterX.Service', 'bin', 'Release', 'net10.0', 'defterx-service.dll')
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $address = "http://127.0.0.1:$($listener.LocalEndpoint.Port)"
    $listener.Stop()
    $config = Join-Path $Folder 'service.json'
    @{ Service = @{ Urls = $address; DataFolder = "$Folder/data"; Registration = @{ Code = $Code }; Mail = @{ PickupFolder = "$Folder/mail" } } } |
        ConvertTo-Json -Depth 5 | Set-Content $config
    $log = Join-Path $Folder 'service.log'
    $process = Start-Process dotnet -PassThru -RedirectStandardOutput $log -ArgumentList $program, '--config', $config
    $patience = [Diagnostics.Stopwatch]::StartNew()
    while (-not (Test-Connected $address)) {
        if ($process.HasExited -or $patience.Elapsed.TotalSeconds -gt 120) { throw "The office service did not start: $(Get-Content $log -Raw)" }
        Start-Sleep -Milliseconds 100
    }
    [pscustomobject]@{ Process = $process; Address = "$address/"; Mail = "$Folder/mail" }
}

function Stop-OfficeService($Service) {
    if ($Service -and -not $Service.Process.HasExited) { $Service.Process.Kill(); $Service.Process.WaitForExit() }
}

function Test-Connected([string] $Address) {
    try { [bool] (Invoke-RestMethod "$Address/v1/service" -TimeoutSec 5) }
    catch { $false }
}

# The key in the only mail to somebody. The mail is in Turkish, and may be encoded.
function Get-MailedKey($Service, [string] $To) {
    $mail = Get-ChildItem $Service.Mail -Filter *.eml | ForEach-Object { Get-Content $_ -Raw } | Where-Object { $_ -match "(?m)^To: .*$([regex]::Escape($To))" }
    [regex]::Match("$mail", 'Anahtar: ([a-z0-9]{3}(-[a-z0-9]{3}){3})').Groups[1].Value
}

function Get-RegistrationCode { ConvertTo-SecureString $RegistrationCode -AsPlainText -Force }
