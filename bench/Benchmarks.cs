namespace DefterX.Bench;

/// <summary>All benchmarks, in the order they run.</summary>
internal static class Benchmarks
{
    internal static IBenchmark[] All { get; } =
        [new ModuleImport(), new LedgerCreate("100k", 100_000), new LedgerValidate(), new DeviceSign(), new DeviceList()];
}
