namespace DefterX.GibSimulator;

/// <summary>The stages of a package. The numbers stand in for GİB's durumKodu, whose values are not published: they are invented.</summary>
public enum PackageStatus
{
    /// <summary>«Paket kuyruğa eklendi, işlenmesi bekleniyor».</summary>
    Queued = 1,

    /// <summary>«Paket başarılı, defter paketinin işlenmesi bekleniyor.»: the berat is good.</summary>
    BeratAccepted = 2,

    /// <summary>«Paket Başarıyla İşlendi».</summary>
    Succeeded = 3,

    /// <summary>«Paket işlenirken hata oluştu. Hata : …».</summary>
    Failed = 4,
}
