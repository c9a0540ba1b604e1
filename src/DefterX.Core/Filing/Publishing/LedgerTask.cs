using System.Diagnostics;
using DefterX.Ledgers;

namespace DefterX.Filing.Publishing;

/// <summary>A month in a run. One worker at a time has it.</summary>
internal sealed class LedgerTask
{
    public LedgerTask(LedgerId id) => Id = id;

    public LedgerId Id { get; }

    /// <summary>How often GİB was asked about it.</summary>
    public int Rounds { get; set; }

    /// <summary>Runs since all its packages were at GİB, as far as this run knows; null before.</summary>
    public Stopwatch? AtGib { get; set; }

    /// <summary>How often GİB lost what it had taken.</summary>
    public int Losses { get; set; }

    /// <summary>Runs since another process was first found to have it; null where none has.</summary>
    public Stopwatch? Locked { get; set; }

    /// <summary>Where it is, for the progress.</summary>
    public RunStage Stage { get; set; }
}

/// <summary>What a month in a run is at.</summary>
internal enum RunStage
{
    /// <summary>Its turn has not come.</summary>
    Waiting,

    /// <summary>The rules run.</summary>
    Validating,

    /// <summary>Ledgers are written, and signed where a device may.</summary>
    Creating,

    /// <summary>Files are signed.</summary>
    Signing,

    /// <summary>Packages are sent.</summary>
    Sending,

    /// <summary>GİB processes the packages.</summary>
    AtGib,

    /// <summary>GİB is asked, and berats are fetched.</summary>
    Receiving,

    /// <summary>It went as far as it may, or no further.</summary>
    Ended,
}
