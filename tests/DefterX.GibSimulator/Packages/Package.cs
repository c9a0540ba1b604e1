using System;

namespace DefterX.GibSimulator.Packages;

/// <summary>One upload. Changed by the store alone, under its lock.</summary>
internal sealed class Package
{
    public required int Number { get; init; }

    public required PackageName Name { get; init; }

    public required string UploadedBy { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public PackageStatus Status { get; set; }

    /// <summary>Why it failed.</summary>
    public string? Reason { get; set; }

    /// <summary>The zip, until it is processed.</summary>
    public byte[]? Content { get; set; }

    public BeratIdentity? Berat { get; set; }

    public byte[]? ApprovedBerat { get; set; }

    public int DownloadCount { get; set; }

    public string StatusText => TextOf(Status, Reason);

    public bool IsUnfinished => Status is PackageStatus.Queued or PackageStatus.BeratAccepted;

    public static string TextOf(PackageStatus status, string? reason = null) => status switch
    {
        PackageStatus.Queued => "Paket kuyruğa eklendi, işlenmesi bekleniyor",
        PackageStatus.BeratAccepted => "Paket başarılı, defter paketinin işlenmesi bekleniyor.",
        PackageStatus.Succeeded => "Paket Başarıyla İşlendi",
        _ => $"Paket işlenirken hata oluştu. Hata : {reason}",
    };
}

/// <summary>What of a berat or report must not be used again, and the fiscal year it is in.</summary>
internal sealed record BeratIdentity(string UniqueId, string Uuid, DateOnly FiscalYearStart);
