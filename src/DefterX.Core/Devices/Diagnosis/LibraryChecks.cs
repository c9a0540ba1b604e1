using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Devices.Pkcs11;
using DefterX.Devices.SmartCards;

namespace DefterX.Devices.Diagnosis;

/// <summary>Examines the PKCS#11 libraries.</summary>
internal static class LibraryChecks
{
    /// <summary>Whether the file can be loaded into this process, as far as its header tells.</summary>
    public static bool IsLoadable(DiagnosisFacts facts, LibraryImage image) =>
        image.Fits(facts.System.Format(), facts.ProcessArchitecture);

    public static IEnumerable<DeviceCheck> Examine(DiagnosisFacts facts, bool isDeviceFound)
    {
        if (facts.Libraries.Count == 0)
        {
            return
            [
                DeviceCheck.Fault(
                    isDeviceFound,
                    DeviceCheckKind.Library,
                    "",
                    Strings.LibraryNone,
                    Text.Format(Strings.LibraryNoneRemedy, Drivers(facts))),
            ];
        }

        return facts.Libraries.Select(library => Examine(facts, library, isDeviceFound));
    }

    private static DeviceCheck Examine(DiagnosisFacts facts, ExaminedLibrary library, bool isDeviceFound)
    {
        string process = LibraryImage.NameOf(facts.ProcessArchitecture);
        string architectures = string.Join(", ", library.Image.Architectures);
        DeviceCheck Fault(string message, string remedy) =>
            DeviceCheck.Fault(isDeviceFound, DeviceCheckKind.Library, library.Path, message, remedy);

        if (library.Image.Format == LibraryFormat.Missing) return Fault(Strings.LibraryMissing, Strings.LibraryMissingRemedy);
        if (library.Image.Format == LibraryFormat.None) return Fault(Strings.LibraryNoLibrary, Strings.LibraryNoLibraryRemedy);
        if (library.Image.Format != facts.System.Format())
        {
            return Fault(
                Text.Format(Strings.LibraryOfOtherSystem, SystemOf(library.Image.Format), SystemOf(facts.System.Format())),
                Text.Format(Strings.LibraryOfOtherSystemRemedy, SystemOf(facts.System.Format()), process));
        }

        if (!IsLoadable(facts, library.Image))
        {
            return Fault(Bitness(architectures, process), ArchitectureRemedy(facts, library.Image, process));
        }

        if (library.Report is null) return Fault(Strings.LibraryNotAsked, Strings.LibraryNotAskedRemedy);
        if (library.Report.Failure is { } failure)
        {
            return Fault(Text.Format(Strings.LibraryFailed, Reason(failure)), Strings.LibraryFailedRemedy);
        }

        int tokens = library.Report.Tokens.Count(static token => token.IsInitialised);
        return DeviceCheck.Passed(
            DeviceCheckKind.Library,
            library.Path,
            tokens == 0
                ? Text.Format(Strings.LibraryLoadedEmpty, architectures)
                : Text.Format(Strings.LibraryLoaded, architectures, tokens));
    }

    private static string Bitness(string library, string process) => (library, process) switch
    {
        ("x86", "x64" or "arm64") => Text.Format(Strings.Library32Bit, library, process),
        ("x64" or "arm64", "x86") => Text.Format(Strings.Library64Bit, library, process),
        _ => Text.Format(Strings.LibraryArchitecture, library, process),
    };

    private static string ArchitectureRemedy(DiagnosisFacts facts, LibraryImage image, string process) => (facts.System, process) switch
    {
        (HostSystem.Windows, "x64") when image.Architectures.Contains("x86") => Strings.Library32BitRemedyWindows,
        (HostSystem.Windows, "x86") when image.Architectures.Contains("x64") => Strings.Library64BitRemedyWindows,
        (HostSystem.MacOS, "arm64") when image.Architectures.Contains("x64") => Strings.LibraryIntelRemedyMacOS,
        _ => Text.Format(Strings.LibraryArchitectureRemedy, process),
    };

    /// <summary>The drivers of the cards in the readers, or the makers' whole list.</summary>
    private static string Drivers(DiagnosisFacts facts)
    {
        string[] drivers =
        [
            .. facts.SmartCards.Readers
                .Select(static reader => CardFamily.Find(reader.Atr))
                .OfType<CardFamily>()
                .Distinct()
                .Select(static family => $"{family.Driver} ({family.Source})"),
        ];
        return drivers.Length == 0 ? $"AKİS ({CardFamily.AkisDriver}), {CardFamily.AllDrivers}" : string.Join(", ", drivers);
    }

    private static string Reason(Exception failure) => (failure.InnerException ?? failure).Message.TrimEnd('.');

    private static string SystemOf(LibraryFormat format) => format switch
    {
        LibraryFormat.Pe => "Windows",
        LibraryFormat.MachO => "macOS",
        _ => "Linux",
    };
}
