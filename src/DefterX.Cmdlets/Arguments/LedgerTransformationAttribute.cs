using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using DefterX.Ledgers;

namespace DefterX.Cmdlets.Arguments;

/// <summary>Takes ledgers as objects, or as paths of their files (texts, and what Get-ChildItem gives).</summary>
internal sealed class LedgerTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = Unwrap(inputData);
        if (value is null or string || value is not IEnumerable items) return ToArgument(value);
        List<object?> ledgers = [];
        foreach (object? item in items) ledgers.Add(ToArgument(Unwrap(item)));
        return ledgers.ToArray();
    }

    private static object? ToArgument(object? value) => value switch
    {
        Ledger ledger => new LedgerArgument(ledger),
        FileSystemInfo file => new LedgerArgument(file.FullName, isLiteral: true),
        string { Length: > 0 } path => new LedgerArgument(path, isLiteral: false),
        _ => value,
    };

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
