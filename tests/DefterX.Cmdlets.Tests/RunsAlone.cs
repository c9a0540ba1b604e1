using Xunit;

namespace DefterX.Cmdlets.Tests;

/// <summary>Tests of how soon something stops: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunsAlone
{
    public const string Name = "Runs alone";
}
