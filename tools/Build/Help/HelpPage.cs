using System.Collections.Generic;

namespace DefterX.Build.Help;

/// <summary>The help of a cmdlet as its markdown page says it.</summary>
/// <param name="Name">The cmdlet.</param>
/// <param name="Synopsis">One sentence.</param>
/// <param name="Description">Paragraphs.</param>
/// <param name="Parameters">Paragraphs by the parameter's name, without the dash.</param>
/// <param name="Examples">In the order of the page.</param>
/// <param name="Inputs">What can be piped in.</param>
/// <param name="Outputs">What comes out.</param>
/// <param name="Links">The pages to read next.</param>
internal sealed record HelpPage(
    string Name,
    string Synopsis,
    IReadOnlyList<string> Description,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters,
    IReadOnlyList<HelpExample> Examples,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<string> Links);

/// <summary>An example of a page.</summary>
/// <param name="State">In which state of an office it runs, for the test that runs it.</param>
internal sealed record HelpExample(string Title, string Code, string State, IReadOnlyList<string> Remarks);
