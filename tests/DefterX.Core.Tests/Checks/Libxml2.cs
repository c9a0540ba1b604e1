using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using DefterX.Xml;

namespace DefterX.Tests.Checks;

/// <summary>A document in libxml2, which xmllint and xmlsec1 are made of, and its canonical forms.</summary>
internal sealed unsafe class Libxml2 : IDisposable
{
    // NOENT, DTDLOAD, DTDATTR, NOERROR, NOWARNING, NONET, NOCDATA: as xmllint reads for --c14n.
    private const int Options = 2 | 4 | 8 | 32 | 64 | 2048 | 16384;
    private const string Library = "libxml2.so.2";

    private readonly IntPtr _document;

    private Libxml2(IntPtr document) => _document = document;

    /// <summary>The document, or null when libxml2 refuses it.</summary>
    public static Libxml2? Read(byte[] xml)
    {
        IntPtr document = xmlReadMemory(xml, xml.Length, null, null, Options);
        return document == IntPtr.Zero ? null : new Libxml2(document);
    }

    /// <summary>The canonical form, or null when libxml2 refuses the document.</summary>
    /// <param name="xml">The document.</param>
    /// <param name="method">The canonical form.</param>
    /// <param name="id">The Id of the element; null for the document.</param>
    public static byte[]? Canonicalize(byte[] xml, CanonicalizationMethod method, string? id = null)
    {
        using Libxml2? document = Read(xml);
        return document?.Canonicalize(method, id is null ? null : $"//*[@Id='{id}']");
    }

    public void Dispose() => xmlFreeDoc(_document);

    /// <summary>The canonical form of the document, or of elements in their place; null when libxml2 refuses.</summary>
    public byte[]? Canonicalize(CanonicalizationMethod method, string? elements = null)
    {
        if (elements is null) return Canonicalize(method, IntPtr.Zero);
        string below = elements + "/descendant-or-self::";
        return WithNodes(
            $"{below}node() | {below}*/@* | {below}*/namespace::*", nodes => nodes == IntPtr.Zero ? [] : Canonicalize(method, nodes));
    }

    /// <summary>Takes the first element of a path out of the document.</summary>
    public void Remove(string path) => WithNodes(path, nodes =>
    {
        NodeSet* set = (NodeSet*)nodes;
        if (set is not null && set->Count > 0) xmlUnlinkNode(set->Nodes[0]);
        return true;
    });

    private T WithNodes<T>(string path, Func<IntPtr, T> use)
    {
        IntPtr context = xmlXPathNewContext(_document);
        IntPtr found = xmlXPathEvalExpression(Encoding.UTF8.GetBytes(path + "\0"), context);
        try
        {
            return use(((IntPtr*)found)[1]); // xmlXPathObject: the type, then the node set.
        }
        finally
        {
            xmlXPathFreeObject(found);
            xmlXPathFreeContext(context);
        }
    }

    private byte[]? Canonicalize(CanonicalizationMethod method, IntPtr nodes)
    {
        string?[] prefixes = [.. method.InclusivePrefixes.Select(prefix => prefix.Length == 0 ? "#default" : prefix), null];
        IntPtr[] names = [.. prefixes.Select(Marshal.StringToCoTaskMemUTF8)];
        int length = xmlC14NDocDumpMemory(
            _document, nodes, method.IsExclusive ? 1 : 0, method.IsExclusive ? names : null, method.WithComments ? 1 : 0,
            out IntPtr text);
        foreach (IntPtr name in names) Marshal.FreeCoTaskMem(name);
        if (length < 0) return null;
        byte[] canonical = new ReadOnlySpan<byte>((void*)text, length).ToArray();
        NativeMemory.Free((void*)text);
        return canonical;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct NodeSet
    {
        public int Count;
        public int Capacity;
        public IntPtr* Nodes;
    }

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr xmlReadMemory(byte[] buffer, int size, byte[]? url, byte[]? encoding, int options);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void xmlFreeDoc(IntPtr document);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void xmlUnlinkNode(IntPtr node);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr xmlXPathNewContext(IntPtr document);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void xmlXPathFreeContext(IntPtr context);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr xmlXPathEvalExpression(byte[] expression, IntPtr context);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void xmlXPathFreeObject(IntPtr found);

    [DllImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int xmlC14NDocDumpMemory(
        IntPtr document, IntPtr nodes, int mode, IntPtr[]? prefixes, int withComments, out IntPtr text);
}
