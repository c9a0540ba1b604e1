namespace DefterX.GibSimulator.Requests;

/// <summary>What GİB does for a package: the operations of its service, and its own work afterwards.</summary>
public enum GibOperation
{
    SendDocumentFile,

    ReceiveDocumentFile,

    GetBatchStatus,

    /// <summary>No operation of the service: the work on a package that was taken.</summary>
    Processing,
}
