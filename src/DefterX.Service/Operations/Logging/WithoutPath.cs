using Serilog.Core;
using Serilog.Events;

namespace DefterX.Service.Operations.Logging;

/// <summary>Takes out what the server adds to every line of a request: the path, which names firms and could be anything.</summary>
internal sealed class WithoutPath : ILogEventEnricher
{
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) => logEvent.RemovePropertyIfPresent("RequestPath");
}
