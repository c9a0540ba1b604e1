using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace DefterX.Certificates;

/// <summary>Where one run looks up revocation: the cache, and over the network each question once, however many files
/// and times it is asked for. For any number of threads.</summary>
/// <remarks>A server that cannot be reached is not waited for again in the same run.</remarks>
internal sealed class RevocationLookup : IDisposable
{
    private readonly RevocationCache _cache;
    private readonly RevocationClient _client;
    private readonly ConcurrentDictionary<string, Lazy<RevocationStatement?>> _kept = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<RevocationStatement>>> _asked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<byte[]>>> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _unreachable = new(StringComparer.Ordinal);

    public RevocationLookup(RevocationOptions options)
    {
        Options = options;
        _cache = new RevocationCache(options.CacheFolder, options.MaxAnswerSize, options.Logger);
        _client = new RevocationClient(options);
    }

    public RevocationOptions Options { get; }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>What the cache has of an earlier run, or null.</summary>
    /// <exception cref="RevocationException">It says nothing that counts, and why.</exception>
    public RevocationStatement? ReadKept(RevocationSource source) => _kept.GetOrAdd(source.QuestionKey, _ => new(() =>
        _cache.Read(source.CacheName) is { } content ? source.Read(content, Options.Clock()) : null)).Value;

    /// <summary>What the source says now, or said before in this run.</summary>
    /// <exception cref="RevocationException">Nothing that counts, and why.</exception>
    /// <exception cref="OperationCanceledException">By the token; the run is over then.</exception>
    public Task<RevocationStatement> AskAsync(RevocationSource source, CancellationToken cancellationToken) =>
        _asked.GetOrAdd(source.QuestionKey, _ => new(async () =>
            source.Read(await FetchAsync(source, cancellationToken).ConfigureAwait(false), Options.Clock()))).Value;

    /// <summary>Keeps what the source answered in this run for later ones.</summary>
    public async Task KeepAsync(RevocationSource source, CancellationToken cancellationToken) =>
        _cache.Write(source.CacheName, await FetchAsync(source, cancellationToken).ConfigureAwait(false));

    private Task<byte[]> FetchAsync(RevocationSource source, CancellationToken cancellationToken) =>
        _answers.GetOrAdd(source.AnswerKey, _ => new(() => FetchNewAsync(source, cancellationToken))).Value;

    private async Task<byte[]> FetchNewAsync(RevocationSource source, CancellationToken cancellationToken)
    {
        if (_unreachable.TryGetValue(source.Address.Authority, out string? before))
            throw new RevocationException(Text.Format(Strings.NotAskedAgain, source.Name, before));
        try
        {
            byte[] answer = await _client.FetchAsync(source, cancellationToken).ConfigureAwait(false);
            return source.IsAnswerToRequest(answer)
                ? answer
                : throw new RevocationException(Text.Format(Strings.NonceWrong, source.Name));
        }
        catch (RevocationException e) when (e.IsUnreachable)
        {
            _unreachable[source.Address.Authority] = e.Message;
            throw;
        }
    }
}
