using System;

namespace DefterX.GibSimulator.Soap;

/// <summary>A request that is no SOAP 1.2 message of the service.</summary>
internal sealed class SoapRequestException(string message, Exception? inner = null) : Exception(message, inner);
