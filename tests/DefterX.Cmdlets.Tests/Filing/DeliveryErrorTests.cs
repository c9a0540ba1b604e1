using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using DefterX.GibSimulator;
using DefterX.Ledgers;
using Xunit;
using static DefterX.Cmdlets.Tests.Filing.ErrorArrangements;
using static DefterX.Cmdlets.Tests.Filing.FilingOffice;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary>The errors of time stamps, sending and GİB: the id, a message that names the thing in both languages, and nothing changed.</summary>
public sealed class DeliveryErrorTests
{
    private static readonly Dictionary<string, ErrorCase> s_cases = new(StringComparer.Ordinal)
    {
        ["no authority for time stamps"] = new(ErrorIds.OfficeInvalid, $"Set-DefterXSignature {Company} -TimeStamp",
            ["Set-DefterXOffice -TimeStampUri", "-TimeStamp"], "names no authority", "sağlayıcısı bildirilmemiş")
        {
            Arrange = ReadyToSign,
        },
        ["authority for time stamps down"] = new(ErrorIds.TimeStampFailed, $"Set-DefterXSignature {Company} -TimeStamp",
            ["http://127.0.0.1:9/", "-TimeStamp"], "cannot be reached", "ulaşılamıyor")
        {
            Arrange = office =>
            {
                office.SetTimeStamps("http://127.0.0.1:9/");
                office.Succeed(Connect + "abc-234-xyz-789 7654321 2026-09");
                ReadyToSign(office);
            },
        },
        ["address of time stamps that is none"] = new(ErrorIds.OfficeInvalid, Connect + "abc-234-xyz-789 7654321 2026-09",
            ["büro", "timeStamp"], "uri", "uri")
        {
            Arrange = office => office.SetTimeStamps("file:///x"),
        },

        ["file changed after signing"] = new(ErrorIds.SignatureInvalid, $"Send-DefterXLedger {Company}",
            [Company + "-202609-Y-000000.xml"], "not sent", "gönderilmedi")
        {
            Arrange = office =>
            {
                Signed(office);
                string journal = office.Month().PathOf(LedgerFileKind.Y);
                File.WriteAllText(journal, File.ReadAllText(journal).Replace("Çekilen", "Yatan", StringComparison.Ordinal));
            },
        },
        ["GİB fault"] = new(ErrorIds.GibRejected, $"Send-DefterXLedger {Company}", ["106", Company + "-202609-YB-000000"], "refused", "reddetti")
        {
            Gib = new SimulatorOptions { MaxPackageBytes = 100 },
            Arrange = Signed,
            Except = "filing.jsonl",
        },
        ["GİB fault for another's device"] = new(ErrorIds.GibNotAuthorized, $"Send-DefterXLedger {Company}",
            ["109", Company + "-202609-YB-000000"], "refused", "reddetti")
        {
            Arrange = office =>
            {
                office.Succeed($"Set-DefterXFirm {Company} -AuthorizedSigner {Trader}");
                office.ConnectDevices(Trader);
                Created(office);
                office.Succeed($"New-DefterXLedger {Company} | Set-DefterXSignature");
            },
            Except = "filing.jsonl",
        },
        ["GİB cannot process the package"] = new(ErrorIds.GibRejected, $"Receive-DefterXBerat {Company} -Period 2026-10 -Branch 0001 -Wait",
            [Company + "-202610-YB-000000", "şubeli"], "could not process", "işleyemedi")
        {
            // Books with and without branches in one fiscal year.
            Arrange = office =>
            {
                office.ConnectDevices(Company);
                office.Import();
                office.Succeed($"$null = Publish-DefterXLedger {Company} -Wait; Set-DefterXFirm {Company} -Branch '0001=Merkez'");
                office.Import(period: "2026-10", branch: "0001");
                office.Succeed($"New-DefterXLedger {Company} -Period 2026-10 | Set-DefterXSignature | Send-DefterXLedger");
            },
            Except = "filing.jsonl",
        },
        ["GİB unreachable"] = new(ErrorIds.GibUnreachable, $"Send-DefterXLedger {Company}", ["127.0.0.1", "YB"], "network", "ağı")
        {
            Arrange = office =>
            {
                Signed(office);
                office.StopGib();
            },
            Except = "filing.jsonl",
        },
    };

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Cmdlet_WhenSomethingIsWrong_SaysWhatAndChangesNothing(string name) => s_cases[name].CauseAsync();
}
