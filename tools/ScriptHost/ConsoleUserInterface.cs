using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace DefterX.ScriptHost;

/// <summary>Views and messages on the terminal; prompts where someone can answer them.</summary>
internal sealed class ConsoleUserInterface(Terminal terminal) : PSHostUserInterface
{
    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUserInterface();

    public override bool SupportsVirtualTerminal => !Console.IsOutputRedirected;

    public override void Write(string value) => terminal.Write(GetOutputString(value, SupportsVirtualTerminal));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteErrorLine(string value) => terminal.WriteMessage(value);

    public override void WriteDebugLine(string message) => terminal.WriteMessage("DEBUG: " + message);

    public override void WriteVerboseLine(string message) => terminal.WriteMessage("VERBOSE: " + message);

    public override void WriteWarningLine(string message) => terminal.WriteMessage("WARNING: " + message);

    public override void WriteInformation(InformationRecord record)
    {
        // What is for the host itself (Write-Host) is written by the engine, as a line.
        if (!record.Tags.Contains("PSHOST")) terminal.Write(record.MessageData + Environment.NewLine);
    }

    public override void WriteProgress(long sourceId, ProgressRecord record) => terminal.ShowProgress(record);

    public override string ReadLine() => new(terminal.Read("input", mask: false).ToArray());

    public override SecureString ReadLineAsSecureString()
    {
        List<char> typed = terminal.Read("a secret", mask: true);
        SecureString secret = new();
        typed.ForEach(secret.AppendChar);
        secret.MakeReadOnly();
        for (int i = 0; i < typed.Count; i++) typed[i] = '\0';
        return secret;
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Terminal.RequireInteractive(string.Join(", ", descriptions.Select(d => d.Name)));
        WriteHeading(caption, message);
        Dictionary<string, PSObject> answers = new(StringComparer.Ordinal);
        foreach (FieldDescription description in descriptions)
        {
            Write((string.IsNullOrEmpty(description.Label) ? description.Name : description.Label.Replace("&", "", StringComparison.Ordinal)) + ": ");
            object answer = Type.GetType(description.ParameterAssemblyFullName) == typeof(SecureString) ? ReadLineAsSecureString() : ReadLine();
            answers.Add(description.Name, PSObject.AsPSObject(answer));
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Terminal.RequireInteractive(string.IsNullOrEmpty(caption) ? message : caption);
        WriteHeading(caption, message);
        while (true)
        {
            Write(string.Join("  ", choices.Select((c, i) => $"[{HotKey(c)}] {c.Label.Replace("&", "", StringComparison.Ordinal)}{(i == defaultChoice ? "*" : "")}")) + ": ");
            string answer = ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0) return defaultChoice;

            int chosen = choices.ToList().FindIndex(c => HotKey(c).Equals(answer, StringComparison.OrdinalIgnoreCase));
            if (chosen >= 0) return chosen;
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options)
    {
        Terminal.RequireInteractive("a credential");
        WriteHeading(caption, message);
        string user = userName;
        if (string.IsNullOrEmpty(user))
        {
            Write("User: ");
            user = ReadLine();
        }

        Write($"Password for {user}: ");
        return new PSCredential(user, ReadLineAsSecureString());
    }

    private static string HotKey(ChoiceDescription choice)
    {
        int mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return mark >= 0 && mark + 1 < choice.Label.Length ? choice.Label.Substring(mark + 1, 1) : choice.Label;
    }

    private void WriteHeading(string caption, string message)
    {
        foreach (string line in new[] { caption, message }.Where(l => !string.IsNullOrEmpty(l))) WriteLine(line);
    }
}
