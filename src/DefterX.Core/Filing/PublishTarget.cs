namespace DefterX.Filing;

/// <summary>How far Publish-DefterXLedger goes.</summary>
public enum PublishTarget
{
    /// <summary>Validate.</summary>
    Validated,

    /// <summary>Create.</summary>
    Created,

    /// <summary>Sign.</summary>
    Signed,

    /// <summary>Send.</summary>
    Sent,

    /// <summary>Send, and fetch the approved berats.</summary>
    Approved,
}
