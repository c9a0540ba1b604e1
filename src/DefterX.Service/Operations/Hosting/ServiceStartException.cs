using System;

namespace DefterX.Service.Operations.Hosting;

/// <summary>The service, or a command of it, cannot start so; the message says what to change.</summary>
internal sealed class ServiceStartException : Exception
{
    public ServiceStartException(string message)
        : base(message)
    {
    }
}
