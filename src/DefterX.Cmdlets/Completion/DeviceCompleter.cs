using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using DefterX.Cmdlets.Sessions;
using DefterX.Devices;

namespace DefterX.Cmdlets.Completion;

/// <summary>Completes a device's name, or its thumbprint, from those that were seen last; no library is loaded for it.</summary>
internal sealed class DeviceCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Match(wordToComplete, SeenDevices.Latest.Select(device => parameterName == nameof(Device.Thumbprint)
            ? (device.Thumbprint, device.ToString())
            : (device.Name, device.Owner)));
}
