using System;
using System.Collections.Generic;
using System.Globalization;

namespace DefterX.Bench;

/// <summary>A run over many firms with a key in memory: its time over what it cannot be shorter than, which is the larger of what the
/// key takes and of the processor time, that of the simulated GİB included, on all cores.</summary>
internal sealed class PublishStage(int firms) : IBenchmark
{
    private readonly int _firms = PublishRun.Firms(firms);

    public string Name => Prefix + "stage";

    public bool NeedsOwnProcess => true;

    private string Prefix => string.Create(CultureInfo.InvariantCulture, $"publish.{_firms}firms.");

    public void Prepare() => PublishOffice.Create(PublishRun.OfficeOf(this), _firms);

    public IEnumerable<Figure> Run()
    {
        PublishRun run = PublishRun.Of(PublishRun.OfficeOf(this), TimeSpan.Zero);
        double perCore = run.ProcessorSeconds / Environment.ProcessorCount;
        yield return Figure.Rounded(Prefix + "ratioStage", run.Seconds / Math.Max(run.SignatureSeconds, perCore), "x");
        yield return Figure.Rounded(Prefix + "stageSeconds", run.Seconds, "s");
        yield return Figure.Rounded(Prefix + "stageProcessorSeconds", run.ProcessorSeconds, "s");
    }
}
