using System;
using System.Collections.Generic;
using System.Globalization;

namespace DefterX.Bench;

/// <summary>A run over many firms with a slow token: its time over the token's own, counted as 13 signatures a firm.</summary>
internal sealed class PublishToken(int firms) : IBenchmark
{
    private const int SignaturesPerFirm = 13;
    private static readonly TimeSpan s_signature = TimeSpan.FromMilliseconds(150);
    private readonly int _firms = PublishRun.Firms(firms);

    public string Name => Prefix + "token";

    public bool NeedsOwnProcess => true;

    private string Prefix => string.Create(CultureInfo.InvariantCulture, $"publish.{_firms}firms.");

    public void Prepare() => PublishOffice.Create(PublishRun.OfficeOf(this), _firms);

    public IEnumerable<Figure> Run()
    {
        PublishRun run = PublishRun.Of(PublishRun.OfficeOf(this), s_signature);
        double token = _firms * SignaturesPerFirm * s_signature.TotalSeconds;
        yield return Figure.Rounded(Prefix + "ratioToken", run.Seconds / token, "x");
        yield return Figure.Rounded(Prefix + "tokenSeconds", run.Seconds, "s");
        yield return Figure.Rounded(Prefix + "signaturesPerFirm", (double)run.Signatures / _firms, "1");
    }
}
