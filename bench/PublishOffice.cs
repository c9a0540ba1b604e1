using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using DefterX.Journals;
using DefterX.Ledgers;
using DefterX.Office;

namespace DefterX.Bench;

/// <summary>An office of many invented firms, each with the imported books of one month: 500 entries of two or three lines.</summary>
internal static class PublishOffice
{
    /// <summary>Who signs for all firms.</summary>
    internal const string Signer = "48312007522";

    private const int Entries = 500;
    private static readonly Period s_period = new(2026, 9);

    /// <summary>Makes the office anew.</summary>
    internal static void Create(string path, int firms)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        OfficeFolder office = OfficeFolder.Create(path, new OfficeSettings
        {
            CustomerNumber = "1",
            Name = "Örnek Muhasebe",
            SourceApplication = new SourceApplication("1234567808", "ÖRNEK YAZILIM A.Ş.", "DefterX", "0.1"),
        });
        string export = path + ".csv";
        for (int i = 0; i < firms; i++)
        {
            Firm firm = Firm(i);
            office.Firms.Add(firm);
            WriteExport(export, i);
            JournalStore.Import(office, new JournalSource(firm, s_period, null, [export], new ImportOptions(false)), CancellationToken.None);
        }

        File.Delete(export);
    }

    /// <summary>The month of each firm.</summary>
    internal static IReadOnlyList<LedgerId> Ledgers(OfficeFolder office) =>
        [.. office.Firms.List().Select(firm => new LedgerId(firm, s_period, null))];

    /// <summary>A firm, by its number from 0 on.</summary>
    internal static Firm Firm(int number)
    {
        Address address = new() { BuildingNumber = "1", Street = "Örnek Sokak", City = "Ankara", ZipCode = "06000" };
        return new Firm
        {
            Identifier = Identifier(number),
            Title = string.Create(CultureInfo.InvariantCulture, $"{number + 1:000} Numaralı Örnek Ticaret Limited Şirketi"),
            Address = address,
            Phone = "3125550101",
            Email = "bilgi@ornek.example",
            NaceCode = "47.11.01",
            Accountants = [new Accountant { Name = "SMMM Ayşe Örnek", Address = address, Engagement = "-" }],
            AuthorizedSigners = [Signer],
        };
    }

    private static string Identifier(int number) => Enumerable.Range(0, 10)
        .Select(digit => string.Create(CultureInfo.InvariantCulture, $"{900_000_000 + number}{digit}")).First(TaxIdentifier.IsValid);

    private static void WriteExport(string path, int firm)
    {
        using StreamWriter writer = new(path, append: false, new UTF8Encoding(false));
        writer.WriteLine("Fiş No;Tarih;Fiş Açıklaması;Hesap Kodu;Hesap Adı;Borç;Alacak;Belge Türü;Belge No;Belge Tarihi;Açıklama");
        for (int i = 0; i < Entries; i++)
        {
            int day = 1 + (i * s_period.End.Day / Entries);
            string date = new DateTime(s_period.Year, s_period.Month, day).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
            string head = string.Create(CultureInfo.InvariantCulture, $"{i + 1:00000};{date};Satış {i + 1}");
            string document = string.Create(CultureInfo.InvariantCulture, $"fatura;ORN2026{i + 1:000000000};{date};Satış faturası");
            string customer = (i % 100).ToString("000", CultureInfo.InvariantCulture);
            int net = 1000 + (((firm * Entries) + i) * 31 % 90_000);
            int tax = i % 2 == 0 ? 0 : net / 5;
            writer.WriteLine($"{head};120.01.{customer};Alıcı {customer} Gıda Ltd. Şti.;{Amount(net + tax)};;{document}");
            writer.WriteLine($"{head};600.01.001;Yurt içi satışlar;;{Amount(net)};{document}");
            if (tax > 0) writer.WriteLine($"{head};391.01.020;Hesaplanan KDV;;{Amount(tax)};{document}");
        }
    }

    private static string Amount(int cents) => string.Create(CultureInfo.InvariantCulture, $"{cents / 100},{cents % 100:00}");
}
