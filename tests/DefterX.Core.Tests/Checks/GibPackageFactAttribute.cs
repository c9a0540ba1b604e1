using System;
using Xunit;

namespace DefterX.Tests.Checks;

/// <summary>A test that needs GİB's package; skipped, with the reason, where DEFTERX_GIB_PACKAGE is not set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GibPackageFactAttribute : FactAttribute
{
    public GibPackageFactAttribute()
    {
        if (!Oracle.IsPresent) Skip = "SKIPPED: DEFTERX_GIB_PACKAGE does not name GİB's package";
    }
}

/// <summary>The same for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GibPackageTheoryAttribute : TheoryAttribute
{
    public GibPackageTheoryAttribute()
    {
        if (!Oracle.IsPresent) Skip = "SKIPPED: DEFTERX_GIB_PACKAGE does not name GİB's package";
    }
}
