using System;
using System.Collections.Generic;
using System.Linq;

namespace DefterX.Devices;

/// <summary>Chooses the one device that the user means.</summary>
internal static class DeviceSelector
{
    /// <summary>The device that matches.</summary>
    /// <param name="devices">The devices to choose from.</param>
    /// <param name="name">The device's name or owner, with <c>*</c> and <c>?</c>, or null.</param>
    /// <param name="thumbprint">The certificate's SHA-1, with or without spaces and colons, or null.</param>
    /// <exception cref="DefterXException"><see cref="ErrorIds.DeviceNotFound"/> or <see cref="ErrorIds.DeviceAmbiguous"/>.</exception>
    public static Device Select(IEnumerable<Device> devices, string? name = null, string? thumbprint = null)
    {
        string? digits = thumbprint is null ? null : new string(thumbprint.Where(Uri.IsHexDigit).ToArray());
        List<Device> matches = devices
            .Where(device => name is null || NameWildcard.IsMatch(name, device.Name) || NameWildcard.IsMatch(name, device.Owner))
            .Where(device => digits is null || string.Equals(device.Thumbprint, digits, StringComparison.OrdinalIgnoreCase))
            .ToList();
        string wanted = thumbprint ?? name ?? "";
        return matches.Count switch
        {
            1 => matches[0],
            0 => throw new DefterXException(
                ErrorIds.DeviceNotFound,
                wanted.Length == 0 ? Strings.DeviceNotFound : Text.Format(Strings.DeviceNotMatched, wanted),
                wanted),
            _ => throw new DefterXException(
                ErrorIds.DeviceAmbiguous,
                Text.Format(Strings.DeviceAmbiguous, string.Join(Environment.NewLine, matches.Select(Line))),
                wanted),
        };
    }

    private static string Line(Device device) => $"  {device.Name}  {device.Owner}  {device.Thumbprint}";
}
