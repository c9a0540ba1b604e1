using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace DefterX.Cmdlets.Tests.Filing;

/// <summary>A time-stamping authority on loopback: <c>openssl ts</c> behind HTTP.</summary>
internal sealed class TimeStampAuthority : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("defterx-tsa-").FullName;
    private readonly HttpListener _listener = new();
    private readonly Task _loop;
    private int _replies;

    public TimeStampAuthority()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=Deneme Zaman Damgası", key, HashAlgorithmName.SHA256);
        OidCollection timeStamping = [new Oid("1.3.6.1.5.5.7.3.8")];
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(timeStamping, critical: true));
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(In("tsa.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(In("tsa.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(In("serial"), "01\n");
        File.WriteAllText(
            In("tsa.cnf"),
            $"[tsa]\nserial={In("serial")}\ndefault_policy=1.2.3.4.1\ndigests=sha256\nsigner_digest=sha256\ness_cert_id_alg=sha256\n");
        Address = $"http://127.0.0.1:{FreePort()}/tsa/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _loop = RunAsync();
    }

    public string Address { get; }

    /// <summary>How many stamps were given.</summary>
    public int Replies => Volatile.Read(ref _replies);

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _loop;
        _listener.Close();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                using (FileStream query = File.Create(In("query.tsq"))) await context.Request.InputStream.CopyToAsync(query);
                Reply();
                Interlocked.Increment(ref _replies);
                context.Response.ContentType = "application/timestamp-reply";
                await context.Response.OutputStream.WriteAsync(File.ReadAllBytes(In("reply.tsr")));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Reply()
    {
        string[] arguments =
        [
            "ts", "-reply", "-config", In("tsa.cnf"), "-section", "tsa", "-queryfile", In("query.tsq"),
            "-signer", In("tsa.pem"), "-inkey", In("tsa.key"), "-out", In("reply.tsr"),
        ];
        using Process openssl = Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardError = true })!;
        string errors = openssl.StandardError.ReadToEnd();
        openssl.WaitForExit();
        Assert.True(openssl.ExitCode == 0, errors);
    }

    private string In(string name) => Path.Combine(_folder, name);

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
