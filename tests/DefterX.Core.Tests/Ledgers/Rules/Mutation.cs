using System;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace DefterX.Tests.Ledgers.Rules;

/// <summary>Breaks a sample as commands say, separated by semicolons.</summary>
/// <remarks>
/// remove P · clear P · set P=V · setall P=V · attr P@A=V · unattr P@A · dup P · move P&gt;Q (to the end of Q) · before P&gt;Q ·
/// add P N=V (a child at the end, with contextRef) · insert P N=V (a child at the start) · rename P=N · name A=B (in the file's
/// name) ·
/// fund · foreign · attach. P is a path of names; the first that fits is meant, or P#2 the second, P#-1 the last.
/// </remarks>
internal static class Mutation
{
    public static Sample Apply(Sample sample, string commands)
    {
        sample = sample.Copy();
        foreach (string command in commands.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            int space = command.IndexOf(' ', StringComparison.Ordinal);
            string verb = space < 0 ? command : command[..space];
            sample = Apply(sample, verb, space < 0 ? "" : command[(space + 1)..]);
        }

        return sample;
    }

    private static Sample Apply(Sample sample, string verb, string rest)
    {
        string[] pair = rest.Split('=', 2);
        string value = pair.Length > 1 ? pair[1] : "";
        switch (verb)
        {
            case "fund": sample.AddFund(); break;
            case "foreign": sample.AddForeignAmount(); break;
            case "attach": sample.AddAttachment(); break;
            case "remove": Find(sample, rest).Remove(); break;
            case "clear": Find(sample, rest).Value = ""; break;
            case "set": Find(sample, pair[0]).Value = value; break;
            case "setall":
                foreach (XElement element in sample.All(pair[0])) element.Value = value;
                break;
            case "attr": Find(sample, pair[0].Split('@')[0]).SetAttributeValue(pair[0].Split('@')[1], value); break;
            case "unattr": Find(sample, rest.Split('@')[0]).SetAttributeValue(rest.Split('@')[1], null); break;
            case "dup": Duplicate(Find(sample, rest)); break;
            case "move": Move(Find(sample, rest.Split('>')[0]), Find(sample, rest.Split('>')[1]), before: false); break;
            case "before": Move(Find(sample, rest.Split('>')[0]), Find(sample, rest.Split('>')[1]), before: true); break;
            case "rename": Find(sample, pair[0]).Name = Sample.Name(value); break;
            case "add": Find(sample, rest.Split(' ', 2)[0]).Add(New(sample, rest.Split(' ', 2)[1])); break;
            case "insert": Find(sample, rest.Split(' ', 2)[0]).AddFirst(New(sample, rest.Split(' ', 2)[1])); break;
            case "name": return sample with { FileName = sample.FileName.Replace(pair[0], value, StringComparison.Ordinal) };
            default: throw new ArgumentException(verb, nameof(verb));
        }

        return sample;
    }

    private static XElement Find(Sample sample, string path)
    {
        XElement[]? found = null;
        foreach (string step in path.Trim().Split('/'))
        {
            string[] parts = step.Split('#');
            XName name = Sample.Name(parts[0]);
            found = found is null ? [.. sample.Document.Descendants(name)] : [.. found.SelectMany(e => e.Elements(name))];
            if (parts.Length == 1) continue;
            int number = int.Parse(parts[1], CultureInfo.InvariantCulture);
            found = [found[number < 0 ? found.Length + number : number - 1]];
        }

        return found![0];
    }

    private static XElement New(Sample sample, string nameAndValue)
    {
        string[] pair = nameAndValue.Split('=', 2);
        string context = (string)sample.Find("xbrli:context").Attribute("id")!;
        return new XElement(Sample.Name(pair[0]), new XAttribute("contextRef", context), pair.Length > 1 ? pair[1] : "");
    }

    private static void Duplicate(XElement element) => element.AddAfterSelf(new XElement(element));

    private static void Move(XElement element, XElement target, bool before)
    {
        element.Remove();
        if (before) target.AddBeforeSelf(element);
        else target.Add(element);
    }
}
