using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using System.Xml;
using DefterX.GibSimulator.Documents;
using DefterX.GibSimulator.Faults;
using DefterX.GibSimulator.Requests;
using DefterX.GibSimulator.Signatures;

namespace DefterX.GibSimulator.Packages;

/// <summary>Works through the queue: the berat first, then its ledger, then the counter-signature (Uygulama Kılavuzu). A taxpayer's
/// packages one after another, those of several at the same time.</summary>
internal sealed class PackageProcessor(SimulatorOptions options, PackageStore store, CounterSigner counterSigner)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using SemaphoreSlim turns = new(Environment.ProcessorCount);
        Dictionary<string, Task> last = [];
        try
        {
            await foreach (Package package in store.Queue.ReadAllAsync(cancellationToken))
            {
                Task before = last.GetValueOrDefault(package.Name.Taxpayer, Task.CompletedTask);
                last[package.Name.Taxpayer] =
                    Task.Run(() => ProcessAfterAsync(before, package, turns, cancellationToken), CancellationToken.None);
            }
        }
        finally
        {
            await Task.WhenAll(last.Values);
        }
    }

    private async Task ProcessAfterAsync(
        Task before, Package package, SemaphoreSlim turns, CancellationToken cancellationToken)
    {
        await before;
        await turns.WaitAsync(cancellationToken);
        try
        {
            await ProcessOrRejectAsync(package, cancellationToken);
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task ProcessOrRejectAsync(Package package, CancellationToken cancellationToken)
    {
        string? reason = null;
        try
        {
            await ProcessAsync(package, cancellationToken);
        }
        catch (PackageRejectedException exception)
        {
            reason = exception.Message;
        }
        catch (Exception exception) when (exception is InvalidSignatureException or CryptographicException)
        {
            reason = $"Belge üzerindeki imza geçersizdir ({exception.Message})";
        }
        catch (Exception exception) when (exception is XmlException or FormatException)
        {
            reason = $"Belge okunamadı ({exception.Message})";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A defect of the simulator must show, and must not end the queue.
            await Console.Error.WriteLineAsync($"{package.Name}: {exception}");
            reason = $"Sistem hatası ({exception.Message})";
        }

        if (reason is not null)
        {
            store.Update(package, failed =>
            {
                failed.Status = PackageStatus.Failed;
                failed.Reason = reason;
            });
        }
    }

    private async Task ProcessAsync(Package package, CancellationToken cancellationToken)
    {
        PackageName name = package.Name;
        await UntilAsync(package.ReceivedAt + (options.ProcessingDelay / 2), cancellationToken);
        if (options.Faults.Decide(GibOperation.Processing, name.ToString()).Of(FaultKind.ProcessingFails) is Fault fault)
            throw new PackageRejectedException(fault.Text);
        Dictionary<string, byte[]> files = PackageArchive.Open(package.Content!, name, options.MaxFileBytes);
        EDefterFile berat = new($"{name}.xml", files[$"{name}.xml"]);
        XadesSignature signature = VerifySignature(berat, name);
        FileRules.Check(berat, name, name.Kind);
        if (name.IsReport)
            FileRules.CheckUuid(berat);
        else
            FileRules.CheckBerat(berat, name);
        BeratIdentity identity = new(berat.UniqueId, berat.Uuid, berat.FiscalYearStart);
        FilingOrder.Check(name, identity, store.Before(package));
        store.Update(package, accepted =>
        {
            accepted.Status = PackageStatus.BeratAccepted;
            accepted.Berat = identity;
        });

        await UntilAsync(package.ReceivedAt + options.ProcessingDelay, cancellationToken);
        if (files.TryGetValue(name.LedgerFile, out byte[]? content))
        {
            EDefterFile ledger = new(name.LedgerFile, content);
            VerifySignature(ledger, name);
            FileRules.Check(ledger, name, name.Kind[..1]);
            BeratMatch.Check(berat, ledger);
        }

        byte[]? approved = name.IsReport ? null : counterSigner.Sign(berat.Xml, signature);
        store.Update(package, succeeded =>
        {
            succeeded.Status = PackageStatus.Succeeded;
            succeeded.ApprovedBerat = approved;
        });
    }

    private XadesSignature VerifySignature(EDefterFile file, PackageName name)
    {
        XadesSignature signature = XadesSignature.Verify(file.Xml, options);
        string signer = SignerCertificate.Identifier(signature.Certificate);
        if (signer != name.Taxpayer && !options.AuthorisedSigners.Contains(signer))
            throw new PackageRejectedException($"{file.Name}: imza sahibi {signer} mükellef veya yetkilisi değil.");
        return signature;
    }

    private async Task UntilAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        TimeSpan wait = time - options.TimeProvider.GetUtcNow();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, options.TimeProvider, cancellationToken);
    }
}
