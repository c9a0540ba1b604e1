namespace DefterX.Bench;

/// <summary>All benchmarks, in the order they run.</summary>
internal static class Benchmarks
{
    internal static IBenchmark[] All { get; } =
    [
        new ModuleImport(),
        new LedgerCreate("100k", 100_000),
        new LedgerCreate("1m", 1_000_000),
        new LedgerCreate("5m", 5_000_000),
        new LedgerWrite(),
        new LedgerValidate(),
        new SignVerify(),
        new JournalRead("1m", 1_000_000, isGeneralLedger: false),
        new JournalRead("1m", 1_000_000, isGeneralLedger: true),
        new SignCreated(),
        new DeviceSign(),
        new DeviceList(),
        new PublishToken(200),
        new PublishStage(200),
        new PublishMemory(500),
        new PublishShared(100),
        new ServiceSpeed(),
    ];
}
