using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace DefterX.Build.Help;

/// <summary>Writes help as Get-Help reads it (MAML, of PowerShell's own schema).</summary>
internal static class MamlWriter
{
    private static readonly XNamespace s_help = "http://msh";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    // PowerShell describes them itself, and wants them named in the syntax.
    private static readonly CmdletParameter[] s_shouldProcess = [.. new[] { "WhatIf", "Confirm" }.Select(name =>
        new CmdletParameter(name, "SwitchParameter", [], TakesWildcards: false, [new ParameterUse(null, false, null, false, false)]))];

    internal static XDocument Write(IEnumerable<(HelpPage Page, CmdletDescription Cmdlet)> commands) =>
        new(new XElement(s_help + "helpItems", new XAttribute("schema", "maml"), commands.Select(Command)));

    private static XElement Command((HelpPage Page, CmdletDescription Cmdlet) command)
    {
        (HelpPage page, CmdletDescription cmdlet) = command;
        string[] words = page.Name.Split('-');
        return new XElement(
            s_command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", s_maml),
            new XAttribute(XNamespace.Xmlns + "command", s_command),
            new XAttribute(XNamespace.Xmlns + "dev", s_dev),
            new XElement(
                s_command + "details",
                new XElement(s_command + "name", page.Name),
                new XElement(s_command + "verb", words[0]),
                new XElement(s_command + "noun", words[1]),
                new XElement(s_maml + "description", Paragraphs([page.Synopsis]))),
            new XElement(s_maml + "description", Paragraphs(page.Description)),
            new XElement(s_command + "syntax", SetsOf(cmdlet).Select(set => Syntax(cmdlet, set))),
            new XElement(
                s_command + "parameters",
                cmdlet.Parameters.OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
                    .Select(parameter => Parameter(parameter, parameter.Sets[0], page))),
            new XElement(s_command + "inputTypes", Type("inputType", page.Inputs)),
            new XElement(s_command + "returnValues", Type("returnValue", page.Outputs)),
            new XElement(s_command + "examples", page.Examples.Select(Example)),
            new XElement(
                s_command + "relatedLinks",
                page.Links.Select(link => new XElement(
                    s_maml + "navigationLink", new XElement(s_maml + "linkText", link), new XElement(s_maml + "uri")))));
    }

    private static IEnumerable<string?> SetsOf(CmdletDescription cmdlet)
    {
        string[] sets = [.. cmdlet.Parameters.SelectMany(parameter => parameter.Sets).Select(use => use.Set).OfType<string>().Distinct()];
        if (sets.Length == 0) return [null];
        return cmdlet.DefaultSet is string first ? [first, .. sets.Where(set => set != first)] : [.. sets];
    }

    private static XElement Syntax(CmdletDescription cmdlet, string? set)
    {
        IEnumerable<(CmdletParameter Parameter, ParameterUse Use)> uses = cmdlet.Parameters
            .Concat(cmdlet.SupportsShouldProcess ? s_shouldProcess : [])
            .Select(parameter => (parameter, Use: parameter.Sets.FirstOrDefault(use => use.Set is null || use.Set == set)))
            .Where(pair => pair.Use is not null)
            .Select(pair => (pair.parameter, pair.Use!))
            .OrderBy(pair => pair.Item2.Position ?? int.MaxValue).ThenByDescending(pair => pair.Item2.IsMandatory);
        return new XElement(
            s_command + "syntaxItem",
            new XElement(s_maml + "name", cmdlet.Name),
            uses.Select(pair => Parameter(pair.Parameter, pair.Use, null)));
    }

    private static XElement Parameter(CmdletParameter parameter, ParameterUse use, HelpPage? page)
    {
        bool isList = parameter.TypeName.EndsWith("[]", StringComparison.Ordinal);
        return new XElement(
            s_command + "parameter",
            new XAttribute("required", Text(use.IsMandatory)),
            new XAttribute("variableLength", Text(isList)),
            new XAttribute("globbing", Text(parameter.TakesWildcards)),
            new XAttribute("pipelineInput", use.PipelineInput),
            new XAttribute("position", use.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(s_maml + "name", parameter.Name),
            page is null ? null : new XElement(s_maml + "description", Paragraphs(page.Parameters[parameter.Name])),
            parameter.IsSwitch
                ? null
                : new XElement(
                    s_command + "parameterValue",
                    new XAttribute("required", "true"),
                    new XAttribute("variableLength", Text(isList)),
                    parameter.TypeName),
            new XElement(s_dev + "type", new XElement(s_maml + "name", parameter.TypeName), new XElement(s_maml + "uri")));
    }

    private static XElement Type(string name, IReadOnlyList<string> text) => new(
        s_command + name,
        new XElement(s_dev + "type", new XElement(s_maml + "name", string.Join(" ", text)), new XElement(s_maml + "uri")));

    private static XElement Example(HelpExample example, int index) => new(
        s_command + "example",
        new XElement(s_maml + "title", string.Create(CultureInfo.InvariantCulture, $"--- {index + 1}. {example.Title} ---")),
        new XElement(s_dev + "code", example.Code),
        new XElement(s_dev + "remarks", Paragraphs([.. example.Remarks, ""])));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> texts) => texts.Select(text => new XElement(s_maml + "para", text));

    private static string Text(bool value) => value ? "true" : "false";
}
