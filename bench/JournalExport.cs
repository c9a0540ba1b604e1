using System.Globalization;
using System.IO;
using System.Text;

namespace DefterX.Bench;

/// <summary>Invented books of any size, as an export in our CSV layout.</summary>
internal static class JournalExport
{
    /// <param name="lines">A multiple of four: each entry is a sale with tax and its collection.</param>
    internal static void Write(string path, Period period, int lines)
    {
        using StreamWriter writer = new(path, append: false, new UTF8Encoding(false));
        writer.WriteLine(
            "Fiş No;Tarih;Fiş Açıklaması;Hesap Kodu;Hesap Adı;Borç;Alacak;Belge Türü;Belge No;Belge Tarihi;Ödeme Şekli;Açıklama");
        int entries = lines / 4;
        for (int i = 0; i < entries; i++)
        {
            int day = 1 + (int)((long)i * period.End.Day / entries);
            string date = new System.DateTime(period.Year, period.Month, day).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
            int net = 1000 + (int)(i * 7919L % 900_000);
            string head = string.Create(CultureInfo.InvariantCulture, $"{i + 1:00000};{date};Satış ve tahsilat {i + 1}");
            string document = string.Create(CultureInfo.InvariantCulture, $"fatura;ORN2026{i + 1:000000000};{date}");
            string customer = (i % 400).ToString("000", CultureInfo.InvariantCulture);
            writer.WriteLine(
                $"{head};120.01.{customer};Alıcı {customer} Gıda Ltd. Şti.;{Amount(net * 120)};;{document};;Satış faturası");
            writer.WriteLine($"{head};600.01.001;%20 KDV'li yurt içi satışlar;;{Amount(net * 100)};{document};;Satış faturası");
            writer.WriteLine($"{head};391.01.020;Hesaplanan KDV %20;;{Amount(net * 15)};{document};;Satış faturası");
            writer.WriteLine($"{head};391.01.010;Hesaplanan KDV %10;;{Amount(net * 5)};{document};;Satış faturası");
        }
    }

    private static string Amount(int cents) => string.Create(CultureInfo.InvariantCulture, $"{cents / 100},{cents % 100:00}");
}
