using System.IO;
using System.Xml;
using DefterX.Xml;
using N = DefterX.Signatures.XmlSignatureNames;

namespace DefterX.Signatures;

/// <summary>Reads the signature value that a berat repeats.</summary>
internal static class SignatureReader
{
    /// <summary>The text of ds:SignatureValue in the root's ds:Signature, with its line breaks.</summary>
    /// <remarks>The signature is not verified; of a large file its end alone is read where that is enough.</remarks>
    /// <exception cref="DefterXException">
    /// <see cref="ErrorIds.LedgerNotSigned"/>, or <see cref="ErrorIds.SignatureInvalid"/> for a malformed file.
    /// </exception>
    public static string ReadSignatureValue(string path)
    {
        using FileStream file = SecureXml.OpenFile(path);
        if (SignatureTail.ReadSignatureValue(file) is { } value) return value;
        file.Position = 0;
        using XmlReader reader = SecureXml.Read(file);
        try
        {
            if (MoveToChild(reader, "Signature", 1) && MoveToChild(reader, "SignatureValue", 2))
                return reader.ReadElementContentAsString();
        }
        catch (XmlException e)
        {
            throw new DefterXException(
                ErrorIds.SignatureInvalid,
                Text.Format(Strings.FileMalformed, path, e.LineNumber, e.Message), path, e);
        }
        throw new DefterXException(ErrorIds.LedgerNotSigned, Text.Format(Strings.FileNotSigned, path), path);
    }

    private static bool MoveToChild(XmlReader reader, string name, int depth)
    {
        bool found = reader.Read();
        while (found && reader.Depth >= depth - 1)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth)
            {
                if (reader.LocalName == name && reader.NamespaceURI == N.Ds) return true;
                reader.Skip();
                found = !reader.EOF;
            }
            else
            {
                found = reader.Read();
            }
        }
        return false;
    }
}
