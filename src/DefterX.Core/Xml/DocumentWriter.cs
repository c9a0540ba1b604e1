using System.Runtime.CompilerServices;

namespace DefterX.Xml;

/// <summary>Writes a whole document, with the line ends that C14N 1.0, 2.3 puts beside what stands outside of the root.</summary>
internal sealed class DocumentWriter
{
    private readonly CanonicalizationMethod _method;
    private readonly CanonicalOutput _output;
    private readonly CanonicalWriter _writer;
    private bool _isAfterRoot;

    public DocumentWriter(CanonicalizationMethod method, CanonicalOutput output)
    {
        _method = method;
        _output = output;
        _writer = new CanonicalWriter(method, output);
    }

    [MethodImpl(Hot.Method)]
    public void Write(Utf8XmlReader reader)
    {
        if (reader.Depth > 0)
        {
            _writer.Write(reader);
            return;
        }

        if (reader.Token == XmlToken.EndElement)
        {
            _isAfterRoot = true;
            _writer.Write(reader);
        }
        else if (reader.Token == XmlToken.Instruction || (reader.Token == XmlToken.Comment && _method.WithComments))
        {
            if (_isAfterRoot) _output.Raw("\n"u8);
            _writer.Write(reader);
            if (!_isAfterRoot) _output.Raw("\n"u8);
        }
    }
}
