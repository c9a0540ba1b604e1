namespace DefterX.Xml;

/// <summary>What a <see cref="Utf8XmlReader"/> stands on.</summary>
internal enum XmlToken
{
    /// <summary>Before the first token.</summary>
    None,

    /// <summary>A start tag; an empty element's end follows as a token of its own.</summary>
    StartElement,

    /// <summary>An end tag, or the end of an empty element.</summary>
    EndElement,

    /// <summary>Characters or a CDATA section; long ones come in several tokens.</summary>
    Text,

    Comment,

    /// <summary>A processing instruction; the XML declaration is none.</summary>
    Instruction,

    /// <summary>After the document.</summary>
    End,
}

/// <summary>Why a document is not read.</summary>
internal enum XmlFault
{
    /// <summary>Bytes that are not UTF-8, or an encoding that is not known.</summary>
    Encoding,

    /// <summary>A character outside XML 1.0, 2.2.</summary>
    Character,

    /// <summary>The file ends too early.</summary>
    Truncated,

    /// <summary>A document type declaration; none is accepted.</summary>
    Dtd,

    /// <summary>A tag, comment, instruction or declaration that XML does not know.</summary>
    Markup,

    /// <summary>An end tag that does not close the element that is open.</summary>
    EndTag,

    /// <summary>An attribute that occurs twice.</summary>
    Duplicate,

    /// <summary>A prefix without a namespace, or a declaration that Namespaces in XML 1.0 forbids.</summary>
    Namespace,

    /// <summary>A namespace name without a scheme, which canonical XML refuses.</summary>
    RelativeNamespace,

    /// <summary>An entity that is neither predefined nor a character reference.</summary>
    Entity,

    /// <summary>Text or a second element outside the root.</summary>
    Outside,

    /// <summary>A tag, comment or instruction longer than the reader holds, or elements nested too deeply.</summary>
    Size,
}
