using System;
using System.Collections.Generic;
using DefterX.Devices;
using Net.Pkcs11Interop.Common;
using Xunit;

namespace DefterX.Tests.Devices;

public sealed class CryptokiFunctionsTests
{
    [Theory]
    [InlineData(CKR.CKR_OK, 1, true, AppType.MultiThreaded)]
    [InlineData(CKR.CKR_CRYPTOKI_ALREADY_INITIALIZED, 1, false, AppType.MultiThreaded)]
    [InlineData(CKR.CKR_ARGUMENTS_BAD, 2, true, AppType.SingleThreaded)]
    public void Initialise_ByTheFirstAnswer_OwnsOrRetriesWithoutArguments(CKR first, int calls, bool owns, AppType appType)
    {
        List<bool> withArguments = [];
        CryptokiFunctions functions = new(
            argument =>
            {
                withArguments.Add(argument != IntPtr.Zero);
                return (UIntPtr)(uint)(withArguments.Count == 1 ? first : CKR.CKR_OK);
            },
            _ => UIntPtr.Zero);

        Assert.Equal(owns, functions.Initialise());
        Assert.Equal(calls, withArguments.Count);
        Assert.True(withArguments[0]);
        Assert.False(calls == 2 && withArguments[1]);
        Assert.Equal(appType, functions.AppType);
    }

    [Fact]
    public void Initialise_OtherFailure_Throws()
    {
        CryptokiFunctions functions = new(_ => (UIntPtr)(uint)CKR.CKR_DEVICE_ERROR, _ => UIntPtr.Zero);

        Assert.Equal(CKR.CKR_DEVICE_ERROR, Assert.Throws<Pkcs11Exception>(() => functions.Initialise()).RV);
    }
}
