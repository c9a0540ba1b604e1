using System;

namespace DefterX.GibSimulator.Soap;

/// <summary>A fault with one of the codes of Web Servis Kılavuzu v1.7.</summary>
internal sealed class GibFaultException(int code) : Exception(TextOf(code))
{
    public int Code => code;

    private static string TextOf(int code) => code switch
    {
        103 => "Attachment alanı null olamaz.",
        104 => "Paket adı boş olamaz.",
        105 => "Paket içeriği boş olamaz.",
        106 => "Paket maksimum boyutu aştı.",
        107 => "Paket içeriği okunamadı (datahandler).",
        108 => "Paket adı geçersiz.",
        109 => "İmza sahibi bu paketi yüklemeye yetkili değil.",
        111 => "Bu paket daha önce yüklenmiş.",
        204 => "Başarıyla işlenmiş paket bulunamadı.",
        205 => "İmza sahibi bu paketi indirmeye yetkili değil.",
        304 => "Paket bulunamadı.",
        305 => "İmza sahibi bu paketi sorgulamaya yetkili değil.",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "not a code that is raised"),
    };
}
