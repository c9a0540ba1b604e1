using System.Collections.Generic;
using System.Linq;

namespace DefterX.Devices.Diagnosis;

/// <summary>Says why a device cannot be used, and what to do.</summary>
internal static class DeviceDiagnosis
{
    /// <summary>The findings, from the machine to each device, in the UI culture.</summary>
    /// <returns>At least one has failed where no device is found.</returns>
    public static IReadOnlyList<DeviceCheck> Examine(DiagnosisFacts facts)
    {
        FoundTokens tokens = FoundTokens.Of(facts);
        return
        [
            ServiceChecks.Examine(facts, tokens.AnyDevice),
            .. LibraryChecks.Examine(facts, tokens.AnyDevice),
            .. CardChecks.Examine(facts, tokens),
            .. tokens.Chosen.SelectMany(token => TokenChecks.Examine(facts, token, tokens.AnyDevice)),
            .. tokens.FilesChosen.SelectMany(file => CertificateChecks.Examine(facts, file.Device, file.Certificate)),
            .. NotMatched(facts, tokens),
        ];
    }

    private static IEnumerable<DeviceCheck> NotMatched(DiagnosisFacts facts, FoundTokens tokens)
    {
        bool isFound = tokens.FilesChosen.Count > 0 || tokens.Chosen.Any(static token => token.IsInitialised);
        if (facts.Name is null || isFound) yield break;
        string[] names = [.. tokens.All.Where(static token => token.IsInitialised).Select(static token => token.Label)];
        yield return DeviceCheck.Failed(
            DeviceCheckKind.Token,
            facts.Name,
            names.Length == 0 ? Strings.TokenNotFound : Text.Format(Strings.TokenNotFoundAmong, string.Join(", ", names)),
            Strings.TokenNotFoundRemedy);
    }
}
