using System.Buffers;

namespace System.Text;

/// <summary>What a test asks of the end of a text.</summary>
internal static class Rune
{
    /// <summary>Done when the last character is whole.</summary>
    public static OperationStatus DecodeLastFromUtf8(ReadOnlySpan<byte> text, out int value, out int length)
    {
        (value, length) = (0, 1);
        UTF8Encoding strict = new(false, throwOnInvalidBytes: true);
        for (length = 1; length <= 4 && length <= text.Length; length++)
        {
            try
            {
                value = char.ConvertToUtf32(strict.GetString(text.Slice(text.Length - length).ToArray()), 0);
                return OperationStatus.Done;
            }
            catch (ArgumentException)
            {
                // It begins earlier.
            }
        }

        return OperationStatus.InvalidData;
    }
}
