using System;
using System.Security.Cryptography;

namespace DefterX.Signatures;

/// <summary>What a signature is of: the document, or the value of the signature that it counter-signs.</summary>
/// <param name="Uri">The reference's URI.</param>
/// <param name="Transform">The one transform that the reference must have.</param>
/// <param name="ComputeDigest">Its digest by an algorithm.</param>
internal sealed record SignedTarget(string Uri, string Transform, Func<HashAlgorithmName, byte[]> ComputeDigest)
{
    public bool IsDocument => Uri.Length == 0;
}
