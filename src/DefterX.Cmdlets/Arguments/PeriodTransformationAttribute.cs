using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace DefterX.Cmdlets.Arguments;

/// <summary>Takes months in all forms that users write.</summary>
internal sealed class PeriodTransformationAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is null or "") return null;
        if (value is string || value is not IEnumerable items) return PeriodArgument.From(inputData!);
        List<PeriodArgument> periods = [];
        foreach (object? item in items)
        {
            if (item is not null) periods.Add(PeriodArgument.From(item));
        }

        return periods.ToArray();
    }
}
