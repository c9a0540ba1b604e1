using System;
using System.Threading.Tasks;
using Xunit;

namespace DefterX.Tests;

/// <summary>Asserts that something fails with an error id.</summary>
internal static class Fails
{
    public static DefterXException With(string errorId, Action action)
    {
        DefterXException e = Assert.Throws<DefterXException>(action);
        Assert.Equal(errorId, e.ErrorId);
        return e;
    }

    /// <summary>The failure, or null when there was none.</summary>
    public static DefterXException? Maybe(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (DefterXException e)
        {
            return e;
        }
    }

    public static async Task<DefterXException> WithAsync(string errorId, Func<Task> action)
    {
        DefterXException e = await Assert.ThrowsAsync<DefterXException>(action);
        Assert.Equal(errorId, e.ErrorId);
        return e;
    }
}
