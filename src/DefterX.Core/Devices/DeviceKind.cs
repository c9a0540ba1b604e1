namespace DefterX.Devices;

/// <summary>Kinds of signing certificates (TÜBİTAK ma3api ECertificate).</summary>
public enum DeviceKind
{
    /// <summary>Mali mühür: policy 2.16.792.1.2.1.1.5.7.4.1 and extended key usage 2.16.792.1.2.1.1.5.7.50.1.</summary>
    MaliMuhur,

    /// <summary>Electronic seal, corporate or qualified.</summary>
    EMuhur,

    /// <summary>Qualified electronic signature certificate (NES).</summary>
    EImza,

    /// <summary>Any other signing certificate.</summary>
    Other,
}
