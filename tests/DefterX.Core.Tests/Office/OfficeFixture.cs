using System;
using System.IO;
using DefterX.Office;

namespace DefterX.Tests.Office;

/// <summary>An office in a temporary folder.</summary>
internal sealed class OfficeFixture : IDisposable
{
    public const string CustomerNumber = "7654321";

    private readonly TemporaryFolder _folder = new();

    public OfficeFixture()
    {
        Office = OfficeFolder.Create(Path.Combine(Root, "büro"), Settings());
    }

    public string Root => _folder.FolderPath;

    public OfficeFolder Office { get; }

    public static OfficeSettings Settings() => new()
    {
        CustomerNumber = CustomerNumber,
        Name = "Deneme Mali Müşavirlik",
        SourceApplication = new SourceApplication("7341200986", "DENEME YAZILIM A.Ş.", "DEFTERX", "0.1"),
    };

    public static Firm Firm(string identifier = "5123400670", params Branch[] branches) => new()
    {
        Identifier = identifier,
        Title = "ÖRNEK IŞIK İNŞAAT LİMİTED ŞİRKETİ",
        Address = Address(),
        Phone = "3125550101",
        Email = "muhasebe@ornek.example",
        NaceCode = "47.11.01",
        Accountants =
            [new Accountant { Name = "SMMM Ayşe Örnek", Address = Address(), Engagement = "SMMM Sözleşmesi, 02.01.2026, 7" }],
        Branches = branches,
        OpeningCounters = new OpeningCounters(10, 40, 2, new Period(2026, 8)),
    };

    public static Address Address() => new()
    {
        BuildingNumber = "12/3",
        Street = "Çınar Sokak",
        City = "Ankara",
        ZipCode = "06100",
    };

    public void Dispose() => _folder.Dispose();
}
