namespace DefterX.Devices;

/// <summary>What was found out about the devices, or about one of them, and what to do about it. Immutable.</summary>
public sealed record DeviceCheck
{
    /// <summary>What was looked at.</summary>
    public required DeviceCheckKind Check { get; init; }

    /// <summary>How it came out.</summary>
    public required DeviceCheckStatus Status { get; init; }

    /// <summary>The library's path, the reader's or the device's name; empty for what is of the whole machine.</summary>
    public required string Subject { get; init; }

    /// <summary>The finding, in the UI culture.</summary>
    public required string Message { get; init; }

    /// <summary>What to do, in the UI culture; empty when the check passed.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>The finding.</summary>
    public override string ToString() => Message;

    internal static DeviceCheck Passed(DeviceCheckKind check, string subject, string message) =>
        new() { Check = check, Status = DeviceCheckStatus.Passed, Subject = subject, Message = message };

    internal static DeviceCheck Warning(DeviceCheckKind check, string subject, string message, string remedy) =>
        new() { Check = check, Status = DeviceCheckStatus.Warning, Subject = subject, Message = message, Remedy = remedy };

    internal static DeviceCheck Failed(DeviceCheckKind check, string subject, string message, string remedy) =>
        new() { Check = check, Status = DeviceCheckStatus.Failed, Subject = subject, Message = message, Remedy = remedy };

    /// <summary>A fault on the way to the devices: it hinders nobody where a device is found all the same.</summary>
    internal static DeviceCheck Fault(
        bool isDeviceFound, DeviceCheckKind check, string subject, string message, string remedy) =>
        isDeviceFound ? Warning(check, subject, message, remedy) : Failed(check, subject, message, remedy);
}

/// <summary>What a <see cref="DeviceCheck"/> looked at, from the machine to GİB.</summary>
public enum DeviceCheckKind
{
    /// <summary>The PC/SC service of the operating system.</summary>
    SmartCardService,

    /// <summary>A PKCS#11 library.</summary>
    Library,

    /// <summary>A smart card reader.</summary>
    Reader,

    /// <summary>The card in a reader.</summary>
    Card,

    /// <summary>A token as its library shows it.</summary>
    Token,

    /// <summary>The signing certificate of a token and its key.</summary>
    Certificate,

    /// <summary>The certificate's period of validity.</summary>
    Validity,

    /// <summary>Whether the certificate is of an authority that is trusted.</summary>
    Trust,

    /// <summary>Whether the certificate's authority has revoked it.</summary>
    Revocation,

    /// <summary>The token's PIN counter.</summary>
    Pin,

    /// <summary>Whether this process is logged in to the device.</summary>
    Connection,

    /// <summary>Whether GİB takes the device's signature.</summary>
    Gib,
}

/// <summary>How a <see cref="DeviceCheck"/> came out.</summary>
public enum DeviceCheckStatus
{
    /// <summary>Nothing to do.</summary>
    Passed,

    /// <summary>The device can be used, but there is something to do.</summary>
    Warning,

    /// <summary>The device cannot be used before it is mended.</summary>
    Failed,
}
