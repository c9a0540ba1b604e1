using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace DefterX.TestSupport;

/// <summary>SoftHSM2 with a token folder of its own, filled through Pkcs11Interop. A process has one, as SoftHSM reads its configuration from the environment.</summary>
public sealed class SoftHsm
{
    private const string SecurityOfficerPin = "87654321";
    private static readonly string[] s_paths =
    [
        "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so", "/usr/lib64/libsofthsm2.so",
        "/usr/local/lib/softhsm/libsofthsm2.so", "/opt/homebrew/lib/softhsm/libsofthsm2.so", @"C:\SoftHSM2\lib\softhsm2-x64.dll",
    ];

    private static readonly Lazy<SoftHsm> s_shared = new(() =>
    {
        string folder = Directory.CreateTempSubdirectory("defterx-softhsm-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        };
        return new SoftHsm(folder);
    });

    // Initialised before the module uses the library, so that the module never finalises it; and never disposed, which would
    // finalise it for the module.
    private readonly IPkcs11Library _library;
    private readonly string _tokens;

    /// <summary>Uses a folder, which is made if it is not there, and sets SOFTHSM2_CONF for this process and those it starts.</summary>
    /// <exception cref="FileNotFoundException">SoftHSM2 is not installed.</exception>
    public SoftHsm(string folder)
    {
        LibraryPath = FindLibrary() ?? throw new FileNotFoundException("SoftHSM2 is not installed (Debian: apt install softhsm2).");
        ConfigurationPath = Path.Combine(folder, "softhsm2.conf");
        _tokens = Path.Combine(folder, "tokens");
        Directory.CreateDirectory(_tokens);
        Configure(ConfigurationPath, _tokens);
        NativeEnvironment.Set("SOFTHSM2_CONF", ConfigurationPath);
        Libdl.Map();
        Pkcs11InteropFactories factories = new();
        _library = factories.Pkcs11LibraryFactory.LoadPkcs11Library(factories, LibraryPath, AppType.MultiThreaded);
    }

    /// <summary>The process's own, in a temporary folder.</summary>
    public static SoftHsm Shared => s_shared.Value;

    /// <summary>Full path of SoftHSM's PKCS#11 library.</summary>
    public string LibraryPath { get; }

    /// <summary>Full path of the configuration, the value of SOFTHSM2_CONF.</summary>
    public string ConfigurationPath { get; }

    /// <summary>Where the library is on this machine, or null.</summary>
    public static string? FindLibrary() => s_paths.FirstOrDefault(File.Exists);

    /// <summary>Makes a token as a mali mühür card is: a signing pair SIGN0, if given an encryption pair ENCR0, and the authority.</summary>
    /// <param name="label">The token's label, at most 32 octets of UTF-8.</param>
    /// <param name="pin">The user PIN, 4 to 255 octets.</param>
    /// <param name="signing">The signing certificate, with an exportable key.</param>
    /// <param name="encryption">The encryption certificate, with an exportable key.</param>
    /// <param name="alwaysAuthenticate">Whether each signature wants the PIN again.</param>
    /// <returns>The token's folder.</returns>
    public string CreateToken(
        string label, string pin, X509Certificate2 signing, X509Certificate2? encryption = null, bool alwaysAuthenticate = false)
    {
        string[] before = Directory.GetDirectories(_tokens);
        ISlot slot = InitToken(_library, label);
        using ISession session = slot.OpenSession(SessionType.ReadWrite);
        session.Login(CKU.CKU_SO, Encoding.UTF8.GetBytes(SecurityOfficerPin));
        session.InitPin(Encoding.UTF8.GetBytes(pin));
        session.Logout();
        session.Login(CKU.CKU_USER, Encoding.UTF8.GetBytes(pin));
        TokenObjects objects = new(session);
        objects.Import(signing, "SIGN0", [1], alwaysAuthenticate);
        if (encryption is not null) objects.Import(encryption, "ENCR0", [2], alwaysAuthenticate: false);
        objects.ImportCertificate(TestCertificates.Authority, "CA", [3]);
        session.Logout();
        return Directory.GetDirectories(_tokens).Except(before).Single();
    }

    internal static void Configure(string path, string tokens) => File.WriteAllText(
        path, $"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n");

    // SoftHSM always shows one slot more, whose token is not initialised.
    private static ISlot InitToken(IPkcs11Library library, string label)
    {
        List<ISlot> slots = library.GetSlotList(SlotsType.WithTokenPresent);
        ISlot slot = slots.First(candidate => !candidate.GetTokenInfo().TokenFlags.TokenInitialized);
        slot.InitToken(Encoding.UTF8.GetBytes(SecurityOfficerPin), Encoding.UTF8.GetBytes(label.PadRight(32)));
        return library.GetSlotList(SlotsType.WithTokenPresent)
            .Single(candidate => candidate.GetTokenInfo().Label.Trim() == label);
    }
}
