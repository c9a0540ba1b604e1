using System.IO;
using System.Xml;

namespace DefterX.Xml;

/// <summary>Readers that follow nothing outside the file and accept no DTD.</summary>
internal static class SecureXml
{
    /// <summary>A reader that keeps white space, comments and processing instructions; it does not close the stream.</summary>
    public static XmlReader Read(Stream stream) => XmlReader.Create(stream, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CloseInput = false,
    });

    /// <summary>Opens a file for one pass from its start to its end.</summary>
    public static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);

    /// <summary>An empty document that keeps white space and resolves nothing.</summary>
    public static XmlDocument NewDocument() => new() { PreserveWhitespace = true, XmlResolver = null };
}
