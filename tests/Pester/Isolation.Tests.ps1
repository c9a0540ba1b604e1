BeforeAll {
    . "$PSScriptRoot/common.ps1"
    $build = [System.IO.Path]::Combine($Root, 'tests', 'DefterX.Cmdlets.Tests', 'bin', 'Release', 'net10.0')
}

Describe 'Another module that brought other versions' {
    It 'does not get in the way' {
        $script = [System.IO.Path]::Combine($build, 'Loading', 'Isolation.ps1')
        $rivals = [System.IO.Path]::Combine($build, 'rivals')
        $output = & ([System.Environment]::ProcessPath) -NoProfile -NonInteractive -File $script -Module $ModulePath -Rivals $rivals -Temporary "$TestDrive" 2>&1
        $output | Should -BeExactly @(
            'rival Microsoft.Extensions.Logging.Abstractions 8.0.0.0'
            'rival CsvHelper 30.0.0.0'
            'own Microsoft.Extensions.Logging.Abstractions 10.0.0.0'
            'own CsvHelper 34.0.0.0'
            'engine True'
        )
    }
}
