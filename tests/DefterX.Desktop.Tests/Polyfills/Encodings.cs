namespace System.Text;

/// <summary>.NET Framework has all code pages without a provider.</summary>
internal sealed class CodePagesEncodingProvider : NoEncodings
{
    public static CodePagesEncodingProvider Instance { get; } = new();

#pragma warning disable CA1822
    public new Encoding? GetEncoding(int codepage) => Encoding.GetEncoding(codepage);
#pragma warning restore CA1822
}

/// <summary>A provider that may be registered.</summary>
internal abstract class NoEncodings : EncodingProvider
{
    public override Encoding? GetEncoding(string name) => null;

    public override Encoding? GetEncoding(int codepage) => null;
}
