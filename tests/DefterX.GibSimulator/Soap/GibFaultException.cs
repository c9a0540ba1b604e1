using System;
using System.Collections.Generic;

namespace DefterX.GibSimulator.Soap;

/// <summary>A fault with one of the codes of Web Servis Kılavuzu v1.7; the texts follow the guide's meanings.</summary>
internal sealed class GibFaultException(int code) : Exception(s_texts[code])
{
    private static readonly Dictionary<int, string> s_texts = new()
    {
        [101] = "Kullanıcı kodu bulunamadı.",
        [102] = "Kullanıcının e-Defter rolü bulunamadı.",
        [103] = "Attachment alanı null olamaz.",
        [104] = "Paket adı boş olamaz.",
        [105] = "Paket içeriği boş olamaz.",
        [106] = "Paket maksimum boyutu aştı.",
        [107] = "Paket içeriği okunamadı (datahandler).",
        [108] = "Paket adı geçersiz.",
        [109] = "İmza sahibi bu paketi yüklemeye yetkili değil.",
        [110] = "Veritabanı hatası oluştu.",
        [111] = "Bu paket daha önce yüklenmiş.",
        [112] = "Paket diske yazılamadı.",
        [113] = "Paket kuyruğa eklenemedi.",
        [114] = "Bu mükellef şu anda paket yükleyemez.",
        [203] = "Veritabanı hatası oluştu.",
        [204] = "Başarıyla işlenmiş paket bulunamadı.",
        [205] = "İmza sahibi bu paketi indirmeye yetkili değil.",
        [206] = "Paket diskten okunamadı.",
        [303] = "Veritabanı hatası oluştu.",
        [304] = "Paket bulunamadı.",
        [305] = "İmza sahibi bu paketi sorgulamaya yetkili değil.",
    };

    public int Code => code;

    public static bool IsKnown(int code) => s_texts.ContainsKey(code);
}
