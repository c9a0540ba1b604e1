using System;
using System.Text.RegularExpressions;
using System.Threading;
using DefterX.Certificates;
using DefterX.Signatures;
using Xunit;

namespace DefterX.Tests.Signatures;

/// <summary>What our verifier says of a file.</summary>
internal static class Verdict
{
    public static Signature Of(string path) => SignatureVerifier.Verify(path, TrustedRoots.None, CancellationToken.None);

    /// <param name="path">The file.</param>
    /// <param name="flaw">The message that must be given, with any values in its places.</param>
    public static void AssertInvalid(string path, string flaw)
    {
        Signature signature = Of(path);
        Assert.Equal(SignatureStatus.Invalid, signature.Status);
        foreach (string part in Regex.Split(flaw, "\\{\\d\\}"))
            Assert.Contains(part, signature.StatusMessage, StringComparison.Ordinal);
    }
}
