using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace DefterX.Tests.Checks;

/// <summary>The pixels of a PNG file as browsers write them: 8 bits a sample, RGB or RGBA, not interlaced (PNG, W3C 2003, 9 and 11).
/// </summary>
internal sealed class PngImage
{
    private readonly byte[] _samples;
    private readonly int _bytesPerPixel;

    private PngImage(int width, int height, int bytesPerPixel, byte[] samples)
    {
        (Width, Height, _bytesPerPixel, _samples) = (width, height, bytesPerPixel, samples);
    }

    public int Width { get; }

    public int Height { get; }

    public static PngImage Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int width = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16));
        int height = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20));
        int bytesPerPixel = file[25] == 6 ? 4 : 3;
        using MemoryStream compressed = new();
        for (int at = 8; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            if (file.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8)) compressed.Write(file, at + 8, length);
            at += length + 12;
        }

        compressed.Position = 0;
        using ZLibStream inflate = new(compressed, CompressionMode.Decompress);
        byte[] samples = new byte[width * height * bytesPerPixel];
        byte[] row = new byte[(width * bytesPerPixel) + 1];
        for (int y = 0; y < height; y++)
        {
            inflate.ReadExactly(row);
            Unfilter(row, samples, y, bytesPerPixel);
        }

        return new PngImage(width, height, bytesPerPixel, samples);
    }

    /// <summary>The share of pixels, 0 to 1, for which a test of red, green and blue holds.</summary>
    public double Share(Func<byte, byte, byte, bool> test)
    {
        int count = 0;
        for (int at = 0; at < _samples.Length; at += _bytesPerPixel)
        {
            if (test(_samples[at], _samples[at + 1], _samples[at + 2])) count++;
        }

        return (double)count / (Width * Height);
    }

    private static void Unfilter(byte[] row, byte[] samples, int y, int bytesPerPixel)
    {
        int length = row.Length - 1;
        int start = y * length;
        for (int i = 0; i < length; i++)
        {
            int left = i >= bytesPerPixel ? samples[start + i - bytesPerPixel] : 0;
            int above = y > 0 ? samples[start + i - length] : 0;
            int corner = y > 0 && i >= bytesPerPixel ? samples[start + i - length - bytesPerPixel] : 0;
            int predicted = row[0] switch
            {
                0 => 0,
                1 => left,
                2 => above,
                3 => (left + above) / 2,
                _ => Paeth(left, above, corner),
            };
            samples[start + i] = (byte)(row[i + 1] + predicted);
        }
    }

    private static int Paeth(int left, int above, int corner)
    {
        int estimate = left + above - corner;
        (int toLeft, int toAbove, int toCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
