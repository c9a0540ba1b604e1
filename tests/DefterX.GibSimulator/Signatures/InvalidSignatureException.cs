using System;

namespace DefterX.GibSimulator.Signatures;

/// <summary>A signature, or what it should cover, is not as it has to be.</summary>
internal sealed class InvalidSignatureException(string message, Exception? inner = null) : Exception(message, inner);
