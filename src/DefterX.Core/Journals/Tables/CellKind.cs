namespace DefterX.Journals.Tables;

/// <summary>What a cell holds.</summary>
internal enum CellKind
{
    /// <summary>Text, or nothing.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A number that is shown as a date.</summary>
    Date,
}
