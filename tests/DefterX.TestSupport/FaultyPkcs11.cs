using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

namespace DefterX.TestSupport;

/// <summary>A PKCS#11 library over SoftHSM2 that misbehaves on order (Native/faulty-pkcs11.c), each instance with a state of its own.</summary>
public sealed class FaultyPkcs11 : IDisposable
{
    private static readonly Lazy<string> s_native = new(() => Compile("-DNATIVE_LAYOUT"));
    private static readonly Lazy<string> s_windows = new(() => Compile("-DWINDOWS_LAYOUT"));
    private readonly string _folder = Directory.CreateTempSubdirectory("defterx-faulty-").FullName;
    private IntPtr _library;

    private FaultyPkcs11(string compiled, string[] tokenFolders)
    {
        // A copy each, as the system loads a file once and the copies share no state.
        File.Copy(compiled, LibraryPath);
        File.Copy(SoftHsm.Shared.LibraryPath, Path.Combine(_folder, "real.so"));
        string tokens = Path.Combine(_folder, "tokens");
        SoftHsm.Configure(Path.Combine(_folder, "softhsm2.conf"), tokens);
        Directory.CreateDirectory(tokens);
        foreach (string source in tokenFolders)
        {
            string target = Directory.CreateDirectory(Path.Combine(tokens, Path.GetFileName(source))).FullName;
            foreach (string file in Directory.EnumerateFiles(source)) File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }
    }

    /// <summary>Full path of the library.</summary>
    public string LibraryPath => Path.Combine(_folder, "libfaulty.so");

    /// <summary>A library that behaves well so far, with copies of SoftHSM tokens.</summary>
    public static FaultyPkcs11 Create(params string[] tokenFolders) => new(s_native.Value, tokenFolders);

    /// <summary>The same, its data laid out as on 64-bit Windows.</summary>
    public static FaultyPkcs11 CreateAsOnWindows(params string[] tokenFolders) => new(s_windows.Value, tokenFolders);

    /// <summary>Orders a fault in this process, or sets a counter: the names are those of the C file.</summary>
    public void Set(string name, long value) => Function<SetFunction>("faulty_set")(Encoding.ASCII.GetBytes(name + "\0"), (nint)value);

    /// <summary>The present value of an order or a counter.</summary>
    public long Get(string name) => Function<GetFunction>("faulty_get")(Encoding.ASCII.GetBytes(name + "\0"));

    /// <summary>What is typed on the reader's pad; without it the entry is cancelled.</summary>
    public void TypeOnPad(string pin) => Function<PadFunction>("faulty_pad_pin")(Encoding.ASCII.GetBytes(pin + "\0"));

    /// <summary>Deletes the files; what is loaded stays loaded.</summary>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void SetFunction(byte[] name, nint value);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint GetFunction(byte[] name);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void PadFunction(byte[] pin);

    private T Function<T>(string name)
        where T : Delegate
    {
        if (_library == IntPtr.Zero) _library = NativeLibrary.Load(LibraryPath);
        return Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(_library, name));
    }

    private static string Compile(string layout)
    {
        string folder = Directory.CreateTempSubdirectory("defterx-gcc-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        string source = Path.Combine(folder, "faulty-pkcs11.c");
        string output = Path.Combine(folder, "libfaulty.so");
        using (Stream code = typeof(FaultyPkcs11).Assembly.GetManifestResourceStream("faulty-pkcs11.c")!)
        using (FileStream file = File.Create(source))
        {
            code.CopyTo(file);
        }

        using Process gcc = Process.Start("gcc", ["-shared", "-fPIC", "-O2", "-Wall", "-Werror", layout, "-o", output, source, "-ldl"]);
        gcc.WaitForExit();
        return gcc.ExitCode == 0 ? output : throw new Win32Exception(gcc.ExitCode, "gcc could not compile the faulty PKCS#11 library.");
    }
}
