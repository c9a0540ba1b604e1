using System.IO;
using System.IO.Compression;
using DefterX.GibSimulator.Faults;
using DefterX.GibSimulator.Packages;

namespace DefterX.GibSimulator.Soap;

/// <summary>The zip in which an approved berat is received, or a wrong one on order.</summary>
internal static class BeratZip
{
    public static byte[] Of(PackageName name, byte[] berat, RequestFaults faults, PackageStore store)
    {
        if (faults.Has(FaultKind.BeratZipEmpty))
            return Zip();
        if (faults.Has(FaultKind.BeratZipGarbage))
            return [.. "PK\u0003\u0004"u8, .. new byte[200]];
        byte[] content = berat;
        if (faults.Has(FaultKind.BeratNotCounterSigned))
            content = WrongBerat.WithoutCounterSignature(berat);
        else if (faults.Has(FaultKind.BeratCounterSignatureBroken))
            content = WrongBerat.WithBrokenCounterSignature(berat);
        else if (faults.Has(FaultKind.BeratOfAnother))
            content = store.ApprovedOfAnother(name) ?? berat;
        return Zip(($"GIB-{name}.xml", content));
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
