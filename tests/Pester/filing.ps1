# For tests that file books: a simulated GİB, an office with three firms, test devices made by OpenSSL.
$script:Firms = '5123400670', '7341200986', '6234500112'
$script:TestPin = '135799'

# The signer may sign and send for all taxpayers.
function Start-Gib([string] $Folder, [int] $Delay = 0, [string] $Signer = '') {
    $program = [IO.Path]::Combine($Root, 'tests', 'DefterX.GibSimulator', 'bin', 'Release', 'net10.0', 'DefterX.GibSimulator.dll')
    $portFile = Join-Path $Folder 'gib.address'
    $process = Start-Process dotnet -PassThru -RedirectStandardOutput (Join-Path $Folder 'gib.log') -ArgumentList @(
        $program, '--port', '0', '--processing-delay-ms', $Delay, '--port-file', $portFile
        if ($Signer) { '--authorised-signer', $Signer, '--software-firm', $Signer })
    while (-not (Test-Path $portFile)) {
        if ($process.HasExited) { throw 'The simulator of GİB did not start.' }
        Start-Sleep -Milliseconds 50
    }
    [pscustomobject]@{ Process = $process; Address = (Get-Content $portFile).Trim() }
}

# The office's session is current afterwards.
function New-FilingOffice([string] $Path, [string] $Gib, [int] $Entries = 3) {
    $null = New-DefterXOffice $Path 123456 'Deneme Ofis' -SourceIdentifier 7341200986 -SourceTitle 'DENEME A.Ş.' -GibUri $Gib
    $key = New-DefterXLoginKey Test -Office $Path
    $null = Connect-DefterXSession $key.Key 123456 '2026-09' -Office $Path
    $firm = @{
        BuildingNumber = '1'; Street = 'Sokak'; City = 'Ankara'; ZipCode = '06100'; Phone = '3125550101'
        Email = 'a@ornek.example'; NaceCode = '47.11.01'; AccountantName = 'SMMM Ayşe Örnek'; AccountantEngagement = '-'
    }
    $export = "$Path.csv"
    $lines = foreach ($i in 1..$Entries) { "$i;2026-09-01;100.01.001;Kasa;10.00;;Işık;Fiş $i"; "$i;2026-09-01;102.01.001;Banka;;10.00;Işık;Fiş $i" }
    Set-Content $export (@('EntryNumber;Date;AccountCode;AccountName;Debit;Credit;Description;EntryDescription') + $lines)
    foreach ($id in $Firms) {
        $null = New-DefterXFirm $id -Title "Işık İnşaat $id" @firm
        $null = Import-DefterXJournal $export $id
    }
    $key.Key
}

# Key, certificate and PFX file of a taxpayer: <folder>/<identifier>.key, .der, .pfx.
function New-TestCertificate([string] $Folder, [string] $Identifier) {
    $base = Join-Path $Folder $Identifier
    & openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj "/serialNumber=$Identifier/CN=ORNEK $Identifier" `
        -addext 'keyUsage=critical,digitalSignature' -addext 'basicConstraints=critical,CA:FALSE' -keyout "$base.key" -out "$base.pem" 2>$null
    & openssl x509 -in "$base.pem" -outform DER -out "$base.der"
    & openssl pkcs12 -export -inkey "$base.key" -in "$base.pem" -out "$base.pfx" -passout "pass:$TestPin"
    "$base.pfx"
}

# A SoftHSM token. The library reads SOFTHSM2_CONF of the C environment, so only processes started from here on see it.
function New-TestToken([string] $Folder, [string] $Identifier) {
    $null = New-TestCertificate $Folder $Identifier
    $null = New-Item (Join-Path $Folder 'tokens') -ItemType Directory -Force
    $env:SOFTHSM2_CONF = Join-Path $Folder 'softhsm2.conf'
    Set-Content $env:SOFTHSM2_CONF "directories.tokendir = $Folder/tokens", 'objectstore.backend = file', 'log.level = ERROR'
    $library = '/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so', '/usr/lib64/libsofthsm2.so' |
        Where-Object { Test-Path $_ } | Select-Object -First 1
    $base = Join-Path $Folder $Identifier
    $null = & softhsm2-util --init-token --free --label $Identifier --so-pin 87654321 --pin $TestPin
    $null = & softhsm2-util --import "$base.key" --token $Identifier --label SIGN0 --id 01 --pin $TestPin
    $null = & pkcs11-tool --module $library --token-label $Identifier --login --pin $TestPin --write-object "$base.der" --type cert --id 01 --label SIGN0 2>&1
    $library
}

# Runs a script in a pwsh of its own that nobody answers; the lines of its output.
function Invoke-Pwsh([string] $Script) {
    & ([Environment]::ProcessPath) -NoProfile -NonInteractive -Command "`$PSStyle.OutputRendering = 'PlainText'; Import-Module '$ModulePath'; $Script" 2>&1 |
        ForEach-Object { "$_" }
}

# Lock and temporary files of an office, and the office's files that this process has open.
function Get-Leftover([string] $Office) {
    (Get-ChildItem $Office -Recurse -Force -File -Filter '~*').FullName
    if (Test-Path "/proc/$PID/fd") {
        (Get-ChildItem "/proc/$PID/fd").ResolvedTarget | Where-Object { $_ -like "$Office/*" -and $_ -notlike '*/logs/*' }
    }
}

# Stops a script in a runspace of its own as Ctrl+C does, once a condition holds; the milliseconds that this took, and the end's state.
function Stop-Script([string] $Script, [object] $Argument, [scriptblock] $UnderWay) {
    $shell = [powershell]::Create()
    try {
        $null = $shell.AddScript("param(`$Session) Import-Module '$ModulePath'; $Script").AddArgument($Argument)
        $run = $shell.BeginInvoke()
        $patience = [Diagnostics.Stopwatch]::StartNew()
        while (-not (& $UnderWay)) {
            if ($run.IsCompleted -or $patience.Elapsed.TotalSeconds -gt 60) { throw "It could not be stopped: $($shell.Streams.Error)" }
            Start-Sleep -Milliseconds 2
        }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        [pscustomobject]@{ Milliseconds = $clock.ElapsedMilliseconds; State = "$($shell.InvocationStateInfo.State)" }
    }
    finally { $shell.Dispose() }
}
