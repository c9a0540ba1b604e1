using System;

namespace DefterX.Ledgers.Calendar;

/// <summary>The time in Turkey, which keeps +03:00 all year (Bakanlar Kurulu Kararı 2016/9154).</summary>
internal static class TurkeyTime
{
    private static readonly TimeSpan s_offset = TimeSpan.FromHours(3);

    /// <summary>The same instant as clocks in Turkey show it.</summary>
    public static DateTimeOffset InTurkey(this DateTimeOffset time) => time.ToOffset(s_offset);
}
