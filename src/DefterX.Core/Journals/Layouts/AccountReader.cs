using System;
using System.Collections.Generic;

namespace DefterX.Journals.Layouts;

/// <summary>The account of a row: main account, sub-account and their names.</summary>
internal readonly record struct Account(string MainId, string MainName, string? SubId, string? SubName);

/// <summary>Reads accounts.</summary>
internal static class AccountReader
{
    /// <summary>The account of the present row.</summary>
    public static Account Read(JournalRows rows)
    {
        string? givenMain = rows.CodeOrNull(JournalColumn.MainAccountCode);
        string code = rows.CodeOrNull(JournalColumn.AccountCode) ?? givenMain ?? throw rows.Missing(JournalColumn.AccountCode);
        string mainId = MainIdOf(givenMain ?? code)
            ?? throw rows.Error(JournalColumn.AccountCode, Strings.AccountInvalid, givenMain ?? code);
        if (givenMain is not null && (givenMain != mainId || !code.StartsWith(mainId, StringComparison.Ordinal)))
        {
            throw rows.Error(JournalColumn.AccountCode, Strings.AccountNotBelow, code, givenMain);
        }

        return Make(code, mainId, rows.TextOrNull(JournalColumn.AccountName), rows.TextOrNull(JournalColumn.MainAccountName))
            ?? throw rows.Error(JournalColumn.AccountCode, Strings.MainNameMissing, mainId, MainNameColumn);
    }

    /// <summary>The account of a code that stands in a line.</summary>
    /// <param name="file">The file's name for messages.</param>
    /// <param name="line">The line.</param>
    /// <param name="code">The code.</param>
    /// <param name="name">Its name, or null.</param>
    /// <param name="mainNames">Names of main accounts that were met.</param>
    public static Account Of(string file, long line, string code, string? name, IReadOnlyDictionary<string, string> mainNames)
    {
        string mainId = MainIdOf(code) ?? throw JournalError.At(file, line, Strings.AccountInvalid, code);
        return Make(code, mainId, name, mainNames.TryGetValue(mainId, out string? mainName) ? mainName : null)
            ?? throw JournalError.At(file, line, Strings.MainNameMissing, mainId, MainNameColumn);
    }

    /// <summary>The main account of a code, or null when it has none.</summary>
    /// <remarks>120.01.001 and 120001 belong to 120; a code of four digits alone, or before the first dot, is a main account itself.</remarks>
    public static string? MainIdOf(string code)
    {
        int digits = 0;
        while (digits < code.Length && code[digits] is >= '0' and <= '9') digits++;
        bool ends = digits == code.Length || IsSeparator(code[digits]);
        if (digits < 3 || (!ends && digits < 5)) return null;
        return code.Substring(0, digits == 4 && ends ? 4 : 3);
    }

    /// <summary>Whether one account stands above another: its code is the beginning of the other's, up to a separator or the
    /// end of the main account.</summary>
    public static bool IsAbove(string code, string other) =>
        other.Length > code.Length && other.StartsWith(code, StringComparison.Ordinal)
        && (IsSeparator(other[code.Length]) || MainIdOf(other) == code);

    /// <summary>What separates the groups of a code.</summary>
    public static bool IsSeparator(char c) => c is '.' or '-' or '/' or ' ';

    private static string MainNameColumn => KnownLayouts.Own.NameOf(JournalColumn.MainAccountName);

    private static Account? Make(string code, string mainId, string? name, string? mainName)
    {
        bool hasSub = code.Length > mainId.Length;
        string? main = mainName ?? (hasSub ? null : name) ?? ChartOfAccounts.NameOf(mainId);
        return main is null ? null : new Account(mainId, main, hasSub ? code : null, hasSub ? name : null);
    }
}
