using System.Collections.Generic;
using DefterX.Devices;

namespace DefterX.Cmdlets.Sessions;

/// <summary>The devices of the last search, for completion.</summary>
internal static class SeenDevices
{
    private static volatile IReadOnlyList<Device> s_latest = [];

    public static IReadOnlyList<Device> Latest
    {
        get => s_latest;
        set => s_latest = value;
    }
}
