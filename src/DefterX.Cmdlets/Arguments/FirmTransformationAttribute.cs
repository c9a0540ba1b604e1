using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using DefterX.Office;

namespace DefterX.Cmdlets.Arguments;

/// <summary>Takes firms as objects, identifiers, titles, or anything that has a property Firm or Identifier (a Ledger, a CSV row).</summary>
internal sealed class FirmTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = Unwrap(inputData);
        if (value is null) return null;
        if (value is string or IDictionary || value is not IEnumerable items) return ToArgument(inputData!);
        List<object?> firms = [];
        foreach (object? item in items) firms.Add(item is null ? null : ToArgument(item));
        return firms.ToArray();
    }

    private static object ToArgument(object input) => Unwrap(input) switch
    {
        FirmArgument argument => argument,
        Firm firm => new FirmArgument(firm),
        string text => new FirmArgument(text),
        int or long => new FirmArgument(LanguagePrimitives.ConvertTo<string>(input)), // the literal's text, leading zeros and all
        _ => FromProperties(PSObject.AsPSObject(input)) ?? input,
    };

    private static FirmArgument? FromProperties(PSObject input)
    {
        if (Unwrap(input.Properties[nameof(Firm)]?.Value) is Firm firm) return new FirmArgument(firm);
        return Unwrap(input.Properties[nameof(Firm.Identifier)]?.Value) is string { Length: > 0 } text ? new FirmArgument(text) : null;
    }

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
