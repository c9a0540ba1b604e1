using System;

namespace DefterX.Xml;

/// <summary>The document is not well-formed, or not one that is read here.</summary>
internal sealed class XmlFaultException : Exception
{
    public XmlFaultException(XmlFault fault, long line)
        : base($"{fault} at line {line}.")
    {
        Fault = fault;
        Line = line;
    }

    public XmlFault Fault { get; }

    /// <summary>The line, 1-based.</summary>
    public long Line { get; }
}
