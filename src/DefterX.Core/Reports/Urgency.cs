namespace DefterX.Reports;

/// <summary>How pressing it is to upload a ledger.</summary>
internal enum Urgency
{
    /// <summary>It is uploaded, has no due date, or there is time.</summary>
    None,

    /// <summary>It is not uploaded, and the due date is within seven days.</summary>
    DueSoon,

    /// <summary>It is not uploaded, and the due date is past.</summary>
    Overdue,
}
