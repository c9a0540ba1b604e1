using System;
using System.Reflection;
using DefterX.Devices;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace DefterX.Tests.Devices;

/// <summary>Stands between DefterX and SoftHSM and changes results: SoftHSM never locks a PIN nor loses a token.</summary>
public class Fault : DispatchProxy
{
    private object _target = null!;
    private Func<MethodInfo, object?[], Func<object?>, object?> _intercept = null!;

    /// <summary>A manager whose libraries pass through the interceptor, as do their slots, sessions and token infos.</summary>
    internal static DeviceManager Manager(Func<MethodInfo, object?[], Func<object?>, object?> intercept) => new(path =>
    {
        Pkcs11Module module = Pkcs11Libraries.Acquire(path);
        return new Pkcs11Module((IPkcs11Library)Wrap(module.Library, typeof(IPkcs11Library), intercept)!, module.Release);
    });

    /// <summary>A manager in which one function fails.</summary>
    internal static DeviceManager Failing(string function, Func<CKR?> result) => Manager((method, _, call) =>
        method.Name == function && result() is { } failure ? throw new Pkcs11Exception("C_" + function, failure) : call());

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        object? Call()
        {
            try
            {
                return targetMethod!.Invoke(_target, args);
            }
            catch (TargetInvocationException e)
            {
                throw e.InnerException!;
            }
        }

        object? result = _intercept(targetMethod!, args!, Call);
        if (result is System.Collections.Generic.List<ISlot> slots)
        {
            return slots.ConvertAll(slot => (ISlot)Wrap(slot, typeof(ISlot), _intercept)!);
        }

        Type type = targetMethod!.ReturnType;
        return type == typeof(ISession) || type == typeof(ITokenInfo) || type == typeof(ITokenFlags)
            ? Wrap(result, type, _intercept)
            : result;
    }

    private static object? Wrap(object? target, Type type, Func<MethodInfo, object?[], Func<object?>, object?> intercept)
    {
        if (target is null) return null;
        object proxy = Create(type, typeof(Fault));
        ((Fault)proxy)._target = target;
        ((Fault)proxy)._intercept = intercept;
        return proxy;
    }
}
