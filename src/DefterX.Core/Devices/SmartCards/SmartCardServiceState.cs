namespace DefterX.Devices.SmartCards;

/// <summary>What became of the attempt to reach the PC/SC service.</summary>
internal enum SmartCardServiceState
{
    /// <summary>It answered.</summary>
    Running,

    /// <summary>Its client library is there, the service does not run.</summary>
    NotRunning,

    /// <summary>This machine has no client library of it.</summary>
    NotInstalled,

    /// <summary>It answered with an error: <see cref="SmartCardSurvey.ErrorCode"/>.</summary>
    Failed,
}
