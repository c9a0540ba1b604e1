using System.Globalization;

namespace DefterX.Journals.Tables;

/// <summary>Names of cells, such as <c>C5</c>.</summary>
internal static class CellName
{
    private const int MostColumns = 16_384;

    /// <summary>Column (0-based) and row (1-based) of a name.</summary>
    public static bool TryParse(string name, out int column, out long row)
    {
        int number = 0;
        row = 0;
        int i = 0;
        for (; i < name.Length && name[i] is >= 'A' and <= 'Z'; i++)
        {
            number = (number * 26) + name[i] - 'A' + 1;
            if (number > MostColumns) break;
        }

        int digits = i;
        for (; i < name.Length && name[i] is >= '0' and <= '9' && row < 1 << 30; i++) row = (row * 10) + name[i] - '0';
        column = number - 1;
        return digits is > 0 and <= 3 && number <= MostColumns && i == name.Length && row > 0;
    }

    /// <summary>The name of a cell.</summary>
    public static string Of(int column, long row)
    {
        string letters = "";
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters = (char)('A' + ((rest - 1) % 26)) + letters;
        return letters + row.ToString(CultureInfo.InvariantCulture);
    }
}
