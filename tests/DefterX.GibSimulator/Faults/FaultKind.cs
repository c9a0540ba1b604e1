namespace DefterX.GibSimulator.Faults;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>GİB refuses with <see cref="Fault.Code"/>; nothing is taken.</summary>
    Code,

    /// <summary>HTTP <see cref="Fault.StatusCode"/> without a SOAP body; nothing is taken.</summary>
    Http,

    /// <summary>The right answer after <see cref="Fault.Delay"/>; the request is taken at once.</summary>
    Slow,

    /// <summary>The connection is cut before the request is taken.</summary>
    CutBeforeTaken,

    /// <summary>The request is taken, and the connection cut instead of the answer.</summary>
    CutAfterTaken,

    /// <summary>The request is taken, and the connection cut in the middle of the answer's body.</summary>
    CutInAnswer,

    /// <summary>The request is taken, and an HTML page comes back with HTTP 200.</summary>
    Html,

    /// <summary>The request is processed twice, as by a proxy that repeats it; the second answer comes back.</summary>
    Duplicate,

    /// <summary>getBatchStatus answers «Paket başarılı, …» the first time it falls on a package, «… kuyruğa eklendi» the next.</summary>
    ReorderedStatus,

    /// <summary>The answer as multipart/related, its file by xop:Include (MTOM).</summary>
    Mtom,

    /// <summary>The <c>Date</c> header is off by <see cref="Fault.Delay"/>, which may be negative.</summary>
    WrongDate,

    /// <summary>The berat comes back without counter-signature.</summary>
    BeratNotCounterSigned,

    /// <summary>The counter-signature's value is not that of its content.</summary>
    BeratCounterSignatureBroken,

    /// <summary>Another package's berat under the name asked for; the right one as long as there is no other.</summary>
    BeratOfAnother,

    /// <summary>A zip without files.</summary>
    BeratZipEmpty,

    /// <summary>Something that begins as a zip and is none.</summary>
    BeratZipGarbage,

    /// <summary>The package is taken and fails: «Paket işlenirken hata oluştu. Hata : …» with <see cref="Fault.Text"/>.</summary>
    ProcessingFails,
}
