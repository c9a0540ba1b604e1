# Devices for tests: certificates and PFX files by OpenSSL, tokens of SoftHSM.
$script:TestPin = '135799'

function Get-TestPin { ConvertTo-SecureString $TestPin -AsPlainText -Force }

# Key, certificate and PFX file of a taxpayer: <folder>/<identifier>.key, .der, .pfx. They are made once a run.
function New-TestCertificate([string] $Folder, [string] $Identifier) {
    $base = Join-Path $RunFolder $Identifier
    if (-not (Test-Path "$base.pfx")) {
        & openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj "/serialNumber=$Identifier/CN=ORNEK $Identifier" `
            -addext 'keyUsage=critical,digitalSignature' -addext 'basicConstraints=critical,CA:FALSE' -keyout "$base.key" -out "$base.pem" 2>$null
        & openssl x509 -in "$base.pem" -outform DER -out "$base.der"
        & openssl pkcs12 -export -inkey "$base.key" -in "$base.pem" -out "$base.pfx" -passout "pass:$TestPin"
    }
    foreach ($ending in 'key', 'pem', 'der', 'pfx') { Copy-Item "$base.$ending" $Folder }
    Join-Path $Folder "$Identifier.pfx"
}

# A SoftHSM token; its library. The library reads SOFTHSM2_CONF of the C environment, so only processes started from here on see it.
function New-TestToken([string] $Folder, [string] $Identifier) {
    $null = New-TestCertificate $Folder $Identifier
    $base = Join-Path $Folder $Identifier
    $library = '/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so', '/usr/lib64/libsofthsm2.so' |
        Where-Object { Test-Path $_ } | Select-Object -First 1
    $made = Join-Path $RunFolder "tokens-$Identifier"
    $env:SOFTHSM2_CONF = Join-Path $Folder 'softhsm2.conf'
    if (-not (Test-Path $made)) {
        $null = New-Item $made -ItemType Directory
        Set-Content $env:SOFTHSM2_CONF "directories.tokendir = $made", 'objectstore.backend = file', 'log.level = ERROR'
        $null = & softhsm2-util --init-token --free --label $Identifier --so-pin 87654321 --pin $TestPin
        $null = & softhsm2-util --import "$base.key" --token $Identifier --label SIGN0 --id 01 --pin $TestPin
        $null = & pkcs11-tool --module $library --token-label $Identifier --login --pin $TestPin --write-object "$base.der" --type cert --id 01 --label SIGN0 2>&1
    }
    # Each test has its own, for a token remembers wrong PINs.
    Copy-Item $made (Join-Path $Folder 'tokens') -Recurse
    Set-Content $env:SOFTHSM2_CONF "directories.tokendir = $Folder/tokens", 'objectstore.backend = file', 'log.level = ERROR'
    $library
}
