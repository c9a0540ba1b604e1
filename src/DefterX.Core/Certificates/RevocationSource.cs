using System;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using DefterX.Files;
using Org.BouncyCastle.X509;

namespace DefterX.Certificates;

/// <summary>A place that tells whether one certificate was revoked.</summary>
/// <param name="subject">The certificate in question.</param>
/// <param name="issuer">Its issuer, which signed it.</param>
/// <param name="address">An http or https address.</param>
internal abstract class RevocationSource(X509Certificate subject, X509Certificate issuer, Uri address)
{
    public Uri Address { get; } = address;

    /// <summary>Kind and address, for messages.</summary>
    public abstract string Name { get; }

    /// <summary>Name of the file that keeps the answer.</summary>
    public string CacheName
    {
        get
        {
            using SHA256 hash = SHA256.Create();
            return FileDigest.ToHexadecimal(hash.ComputeHash(Encoding.UTF8.GetBytes(CacheKey))) + CacheExtension;
        }
    }

    /// <summary>The source, and whose answer it must be.</summary>
    public string AnswerKey => CacheKey + "\n" + FileDigest.ToHexadecimal(Issuer.GetEncoded());

    /// <summary>The same, and which certificate it is asked about.</summary>
    public string QuestionKey => AnswerKey + "\n" + FileDigest.ToHexadecimal(Subject.GetEncoded());

    protected X509Certificate Subject { get; } = subject;

    protected X509Certificate Issuer { get; } = issuer;

    /// <summary>All that answers must have in common to stand for each other.</summary>
    protected abstract string CacheKey { get; }

    protected abstract string CacheExtension { get; }

    public abstract HttpRequestMessage CreateRequest();

    /// <summary>Whether an answer belongs to the request, as far as it says; the rest is for <see cref="Read"/>.</summary>
    public virtual bool IsAnswerToRequest(byte[] content) => true;

    /// <summary>Verifies an answer.</summary>
    /// <param name="content">The answer, from the address or from the cache; not trusted.</param>
    /// <param name="now">The present.</param>
    /// <exception cref="RevocationException">It says nothing that counts, and why.</exception>
    public abstract RevocationStatement Read(byte[] content, DateTimeOffset now);
}
