namespace System;

/// <summary>Ends a test that needs what Mono lacks; the run lists it instead of failing.</summary>
internal sealed class LeftOutException(string reason) : Exception(reason);
