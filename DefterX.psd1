@{
    RootModule             = 'DefterX.psm1'
    ModuleVersion          = '0.1.0'
    GUID                   = '7f222d31-accf-432b-8a2d-ed5255c9ace7'
    Author                 = 'DefterX contributors'
    CompanyName            = 'DefterX'
    Copyright              = 'Copyright (c) 2026 DefterX contributors'
    Description            = 'e-Defter from PowerShell: validates, creates, signs and sends the electronic ledgers of Turkish firms, and keeps the berats that GIB approves.'

    CompatiblePSEditions   = @('Desktop', 'Core')
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'

    # The labels of the views, which are read when the formats are loaded.
    RequiredAssemblies     = @('bin/DefterX.Views.dll')
    FormatsToProcess       = @('DefterX.Format.ps1xml')
    TypesToProcess         = @('DefterX.Types.ps1xml')

    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    CmdletsToExport        = @(
        'Connect-DefterXDevice'
        'Connect-DefterXSession'
        'Disconnect-DefterXDevice'
        'Disconnect-DefterXSession'
        'Export-DefterXOffice'
        'Export-DefterXReport'
        'Get-DefterXAuditLog'
        'Get-DefterXDevice'
        'Get-DefterXFirm'
        'Get-DefterXLedger'
        'Get-DefterXLoginKey'
        'Get-DefterXOffice'
        'Get-DefterXSession'
        'Get-DefterXSignature'
        'Import-DefterXJournal', 'Import-DefterXLedger', 'Import-DefterXOffice'
        'New-DefterXFirm'
        'New-DefterXLedger'
        'New-DefterXLoginKey'
        'New-DefterXOffice'
        'Publish-DefterXLedger'
        'Receive-DefterXBerat'
        'Remove-DefterXFirm'
        'Remove-DefterXLedger'
        'Remove-DefterXLoginKey'
        'Send-DefterXLedger'
        'Set-DefterXFirm'
        'Set-DefterXOffice'
        'Set-DefterXSession'
        'Set-DefterXSignature'
        'Test-DefterXDevice'
        'Test-DefterXLedger'
    )

    PrivateData            = @{
        PSData = @{
            Tags       = @('e-Defter', 'eDefter', 'GIB', 'LUCA', 'XBRL', 'XAdES', 'PKCS11', 'Turkey', 'PSEdition_Core', 'PSEdition_Desktop', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
            # './build.sh pack' puts the version's section of CHANGELOG.md here.
            ReleaseNotes = ''
        }
    }
}
