using System.Globalization;
using System.Xml;

namespace DefterX.Ledgers.Views;

/// <summary>Counts and sums the lines (entryDetail) that a reader passes. A view judges nothing: an amount that is none counts 0.</summary>
internal sealed class LineCounter
{
    private string _element = "";
    private decimal _amount;
    private bool _isDebit;

    public long Lines { get; private set; }

    public decimal Debit { get; private set; }

    public decimal Credit { get; private set; }

    /// <summary>Looks at the reader's node.</summary>
    /// <returns>Whether a line ends here.</returns>
    public bool See(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                _element = reader.LocalName;
                return false;
            case XmlNodeType.Text when _element == "amount":
                _amount = decimal.TryParse(
                    reader.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal amount) ? amount : 0;
                return false;
            case XmlNodeType.Text when _element == "debitCreditCode":
                _isDebit = reader.Value.Trim() is "D" or "debit";
                return false;
            case XmlNodeType.EndElement when reader.LocalName == "entryDetail":
                EndLine();
                return true;
            default:
                return false;
        }
    }

    private void EndLine()
    {
        Lines++;
        if (_isDebit) Debit += _amount;
        else Credit += _amount;
        _amount = 0;
    }
}
