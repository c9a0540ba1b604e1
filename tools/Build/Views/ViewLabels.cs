using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace DefterX.Build.Views;

/// <summary>Gives the labels of a format file their texts in the UI culture, which PowerShell reads from an assembly's resources.</summary>
internal static class ViewLabels
{
    internal const string AssemblyName = "DefterX.Views";
    private const string BaseName = AssemblyName + ".Strings";

    /// <summary>Marks each label with the resource of the same name; an item of a list without a label gets its property's name.</summary>
    /// <param name="source">The format file as it is written.</param>
    /// <param name="texts">The two resource files, each of which must have a text for each label and none besides.</param>
    /// <param name="target">The format file as it ships.</param>
    /// <exception cref="BuildException">A label has no text in a language, or a text belongs to no label.</exception>
    internal static void Compile(string source, IReadOnlyList<string> texts, string target)
    {
        XDocument views = XDocument.Load(source);
        foreach (XElement item in views.Descendants("ListItem").Where(static item => item.Element("Label") is null))
        {
            item.AddFirst(new XElement("Label", item.Element("PropertyName")!.Value));
        }

        XElement[] labels = [.. views.Descendants("Label")];
        foreach (string file in texts) Check(file, labels);
        foreach (XElement label in labels)
        {
            label.Add(
                new XAttribute("AssemblyName", AssemblyName), new XAttribute("BaseName", BaseName), new XAttribute("ResourceId", label.Value));
        }

        views.Save(target);
    }

    private static void Check(string file, IEnumerable<XElement> labels)
    {
        IEnumerable<string> texts = XDocument.Load(file).Descendants("data").Select(static data => data.Attribute("name")!.Value);
        HashSet<string> needed = [.. labels.Select(static label => label.Value)];
        needed.SymmetricExceptWith(texts);
        if (needed.Count > 0)
        {
            throw new BuildException(1, $"{file} and the labels of the views differ by: {string.Join(", ", needed.Order())}");
        }
    }
}
