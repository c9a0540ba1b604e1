using System;
using System.Diagnostics;
using System.Globalization;
using DefterX.Build;

namespace DefterX.Bench;

/// <summary>Whole processes that sign or verify one file: ours, xmlsec1, and .NET's SignedXml.</summary>
internal static class SignVerifyPrograms
{
    private const string Xades = "http://uri.etsi.org/01903/v1.3.2#";

    /// <summary>This program in one of its modes: how long it took, and the most memory it held, in MB.</summary>
    internal static (double Seconds, double Peak) Ours(params string[] arguments)
    {
        (double seconds, string output) = Run("dotnet", [typeof(SignVerifyPrograms).Assembly.Location, .. arguments]);
        return (seconds, double.Parse(output, CultureInfo.InvariantCulture));
    }

    /// <summary>Fills the template, whose references are the same two.</summary>
    internal static double XmlsecSigns(string template, string target) => Xmlsec(
        template, "--sign", "--privkey-pem", SignVerifyFiles.Key, "--output", target);

    /// <summary>Verifies with the certificate's key.</summary>
    internal static double XmlsecVerifies(string file) => Xmlsec(
        file, "--verify", "--pubkey-cert-pem", SignVerifyFiles.Certificate);

    private static double Xmlsec(string file, params string[] arguments) => Run("xmlsec1",
    [
        .. arguments, "--enabled-reference-uris", "empty,same-doc", "--enabled-key-data", "key-name",
        "--id-attr:Id", Xades + ":SignedProperties", "--node-xpath", "/*/*[local-name()='Signature']", file,
    ]).Seconds;

    private static (double Seconds, string Output) Run(string program, string[] arguments)
    {
        Stopwatch clock = Stopwatch.StartNew();
        (int exitCode, string output) = Shell.Capture(program, arguments);
        double seconds = clock.Elapsed.TotalSeconds;
        return exitCode == 0
            ? (seconds, output)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {output}");
    }
}
