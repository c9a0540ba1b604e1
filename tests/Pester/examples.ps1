# The PowerShell code in the pages: README, docs/*.md and the help. The word after ```powershell says in which state of an office it runs,
# or that it does not run in a test: 'prompt' asks the user, 'fragment' needs another system.
$script:ExampleStates = 'none', 'office', 'imported', 'created', 'signed', 'sent', 'approved'

function Get-CodeBlock([string] $File) {
    $text = (Get-Content $File -Raw) -replace "`r"
    foreach ($match in [regex]::Matches($text, '(?ms)^```powershell([^\n]*)\n(.*?)\n```$')) {
        [pscustomobject]@{
            Page = [IO.Path]::GetRelativePath($Root, $File).Replace('\', '/')
            Line = $text.Substring(0, $match.Index).Split("`n").Count
            Word = $match.Groups[1].Value.Trim()
            Code = $match.Groups[2].Value
        }
    }
}

# The English pages; their Turkish twins have the same code.
function Get-ExamplePage {
    Join-Path $Root 'README.md'
    (Get-ChildItem (Join-Path $Root 'docs') -Filter *.md | Where-Object Name -NotLike '*.tr.md').FullName
    (Get-ChildItem ([IO.Path]::Combine($Root, 'docs', 'en-US')) -Filter *.md).FullName
}

# What a block does, without its comments and the texts in quotes, in which two languages differ.
function Get-BareCode([string] $Code) {
    $tokens = $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref] $tokens, [ref] $errors)
    @($tokens | Where-Object Kind -NotIn 'Comment', 'NewLine', 'EndOfInput' | ForEach-Object {
        if ($_.Kind -like '*String*' -or $_.Kind -like 'HereString*') { if ($_.Kind -eq 'Generic') { $_.Text } else { "'…'" } } else { $_.Text }
    }) -join ' '
}

# What is wrong with a block that does not run here: syntax, and cmdlets or parameters of the module that there are not.
function Get-CodeFlaw([string] $Code) {
    $tokens = $errors = $null
    $tree = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref] $tokens, [ref] $errors)
    $errors | ForEach-Object { "$_" }
    foreach ($call in $tree.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true)) {
        $name = $call.GetCommandName()
        if ($name -notlike '*-DefterX*') { continue }
        $command = Get-Command $name -Module DefterX -ErrorAction SilentlyContinue
        if (-not $command) { "There is no $name."; continue }
        $call.CommandElements | Where-Object { $_ -is [System.Management.Automation.Language.CommandParameterAst] } |
            Where-Object { -not $command.Parameters.ContainsKey($_.ParameterName) } | ForEach-Object { "$name has no -$($_.ParameterName)." }
    }
}
