using System.Management.Automation;

namespace DefterX.Cmdlets.Arguments;

/// <summary>Takes an empty cell of a CSV file as no value, where PowerShell would make 0 of it or refuse it.</summary>
internal sealed class EmptyIsNullAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text && string.IsNullOrWhiteSpace(text) ? null : inputData;
}
