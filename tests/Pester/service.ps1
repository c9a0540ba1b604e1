# The office service, as a process of its own on a free port of loopback.

# Without -Address on a free one; with it, it goes on at the same address after Stop-OfficeService.
function Start-OfficeService([string] $Folder, [string] $Address = '') {
    if (-not $Address) {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $Address = "http://$($listener.LocalEndpoint)"
        $listener.Stop()
    }
    $settings = @{
        DEFTERX_SERVICE__URLS = $Address; DEFTERX_SERVICE__DATAFOLDER = $Folder
        DEFTERX_SERVICE__MAIL__PICKUPFOLDER = (Join-Path $Folder 'mail'); DEFTERX_SERVICE__MAIL__FROM = 'defterx@buro.example'
    }
    $program = [IO.Path]::Combine($Root, 'src', 'DefterX.Service', 'bin', 'Release', 'net10.0', 'defterx-service.dll')
    $null = New-Item $Folder -ItemType Directory -Force
    $process = Start-Process dotnet -PassThru -Environment $settings -ArgumentList $program -RedirectStandardOutput (Join-Path $Folder 'console.log')
    $clock = [Diagnostics.Stopwatch]::StartNew()
    do {
        Start-Sleep -Milliseconds 100
        if ($process.HasExited -or $clock.Elapsed.TotalSeconds -gt 60) { throw "The office service did not start: $(Get-Content "$Folder/console.log")" }
        $isUp = try { [bool] (Invoke-RestMethod "$Address/v1/service") } catch [Net.Http.HttpRequestException] { $false }
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

# The key in the mail to somebody.
function Get-MailedKey($Service, [string] $Email) {
    $mail = Get-ChildItem (Join-Path $Service.Folder 'mail') -Filter *.eml | Get-Content -Raw | Where-Object { $_ -clike "*To: *$Email*" }
    if ("$mail" -cnotmatch 'Anahtar: ([a-z0-9]{3}(-[a-z0-9]{3}){3})') { throw "No key was mailed to $Email." }
    $Matches[1]
}
