using System;

namespace DefterX.GibSimulator.Packages;

/// <summary>A package that fails in processing; the message is what GİB's status shows.</summary>
internal sealed class PackageRejectedException(string message, Exception? inner = null) : Exception(message, inner);
