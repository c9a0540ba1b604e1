using System;
using DefterX.GibSimulator.Faults;

namespace DefterX.Tests.Filing.Publishing;

/// <summary>Faults by the names that tests have for them.</summary>
internal static class Faults
{
    /// <param name="name">A kind, with a code or status where it takes one: <c>Code 110</c>, <c>Http 500</c>, <c>Slow</c>.</param>
    public static Fault Of(string name)
    {
        string[] words = name.Split(' ');
        int number = words.Length > 1 ? int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture) : 0;
        FaultKind kind = Enum.Parse<FaultKind>(words[0]);
        return kind switch
        {
            FaultKind.Code => Fault.Gib(number),
            FaultKind.Http => Fault.Http(number),
            FaultKind.Slow => Fault.Slow(TimeSpan.FromMilliseconds(50)),
            FaultKind.WrongDate => Fault.WrongDate(TimeSpan.FromHours(-2)),
            FaultKind.ProcessingFails => Fault.ProcessingFails("Şema hatası"),
            _ => Fault.Of(kind),
        };
    }
}
