using System;

namespace DefterX.Xml;

/// <summary>The document is not well-formed, or not one that is read here; the message says why, in the UI culture.</summary>
internal sealed class XmlFaultException : Exception
{
    public XmlFaultException(XmlFault fault, long line)
        : base(Strings.ResourceManager.GetString("Fault" + fault, Strings.Culture))
    {
        Fault = fault;
        Line = line;
    }

    public XmlFault Fault { get; }

    /// <summary>The line, 1-based.</summary>
    public long Line { get; }
}
