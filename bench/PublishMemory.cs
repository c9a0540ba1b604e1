using System;
using System.Collections.Generic;
using System.Globalization;

namespace DefterX.Bench;

/// <summary>The most memory that a process takes which publishes many firms.</summary>
internal sealed class PublishMemory(int firms) : IBenchmark
{
    private readonly int _firms = PublishRun.Firms(firms);

    public string Name => string.Create(CultureInfo.InvariantCulture, $"publish.{_firms}firms.memory");

    public bool NeedsOwnProcess => true;

    public void Prepare() => PublishOffice.Create(PublishRun.OfficeOf(this), _firms);

    public IEnumerable<Figure> Run()
    {
        PublishRun.Of(PublishRun.OfficeOf(this), TimeSpan.Zero);
        yield return Figure.Rounded(
            string.Create(CultureInfo.InvariantCulture, $"publish.{_firms}firms.peakMB"), OwnProcess.PeakMegabytes, "MB");
    }
}
