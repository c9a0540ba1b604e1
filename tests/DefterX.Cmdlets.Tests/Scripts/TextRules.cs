using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;
using System.Text;

namespace DefterX.Cmdlets.Tests.Scripts;

/// <summary>The text of a file, and texts that scripts compare: the same in every code page and culture.</summary>
internal static class TextRules
{
    // -eq and -in compare without a culture; these compare 'PIN' and 'pin' by the user's, and so differently under tr-TR.
    private static readonly TokenKind[] s_cultural =
        [TokenKind.Ilike, TokenKind.Inotlike, TokenKind.Imatch, TokenKind.Inotmatch, TokenKind.Ireplace, TokenKind.Isplit];

    private static readonly string[] s_casing = ["ToLower", "ToUpper"];

    public static IReadOnlyList<ScriptRule> All { get; } =
    [
        new("AvoidTrailingWhitespace", static script => script.IsPage ? [] : script.SourceLines(static line => line != line.TrimEnd()),
            "$a\n", "$a \n", "$a\t\n", "$a\r\n"),
        new("AvoidTabs", static script => script.IsPage ? [] : script.SourceLines(static line => line.Contains('\t', StringComparison.Ordinal)),
            "    $a", "\t$a"),
        new("UseBOMForUnicodeEncodedFile", NotAscii,
            "# GIB", "# GİB", "'ş'"),
        new("AvoidCultureInComparisons", static script => script.RunsInWindowsPowerShell ? Cultural(script) : [],
            "$a -like '*-*'; $a -clike '*Sign*'; $a -replace '[0-9]'; $a -eq 'Sign'; switch ($a) { 'Sign' { } }; $a.ToLowerInvariant()",
            "$a -like '*Sign*'", "$a -notmatch $b", "$a -replace 'I', ''", "switch -Wildcard ($a) { 'Sign*' { } }", "$a.ToUpper()"),
    ];

    // Windows PowerShell reads a script without a byte order mark in the system's code page. It is XML that says its encoding itself.
    private static IEnumerable<int> NotAscii(Script script) =>
        script.HasByteOrderMark || script.IsPage || script.IsView || !script.RunsInWindowsPowerShell
            ? []
            : script.SourceLines(static line => !Ascii.IsValid(line));

    private static IEnumerable<int> Cultural(Script script) => script
        .Lines<BinaryExpressionAst>(static expression => s_cultural.Contains(expression.Operator) && HasCasedI(expression.Right))
        .Concat(script.Lines<SwitchStatementAst>(static statement =>
            (statement.Flags & (SwitchFlags.Wildcard | SwitchFlags.Regex)) != 0 && (statement.Flags & SwitchFlags.CaseSensitive) == 0))
        .Concat(script.Lines<InvokeMemberExpressionAst>(static call => call.Arguments is null
            && s_casing.Contains(call.Member.Extent.Text, StringComparer.OrdinalIgnoreCase)));

    private static bool HasCasedI(ExpressionAst pattern) => pattern switch
    {
        StringConstantExpressionAst text => text.Value.AsSpan().ContainsAny("iIıİ"),
        ArrayLiteralAst array => HasCasedI(array.Elements[0]),
        _ => true,
    };
}
