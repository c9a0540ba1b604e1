using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DefterX.Certificates;
using DefterX.Filing.Signing;
using DefterX.Signatures;
using DefterX.Tests.Certificates;
using DefterX.Tests.Signatures;
using Xunit;

namespace DefterX.Tests.Filing.Signing;

/// <summary>Many files at once.</summary>
public sealed class SignatureSurveyTests : RevocationTest
{
    private readonly Documents _documents = new();

    [Fact]
    public async Task TryTake_OfManyFiles_KeepsTheirOrderAndAsksOnce()
    {
        TestAuthority signer = Issue(ocsp: true);
        Site.Answer("/ocsp", request => Responder.Ocsp(request, "-no_certs")); // no nextUpdate: each run asks
        string text = File.ReadAllText(_documents.Sign(Documents.Ledger, signer.Signer));
        string[] names = [.. Enumerable.Range(0, 30).Select(i => $"{i:00}.xml")];
        foreach (string name in names)
        {
            bool isChanged = name.EndsWith("7.xml", StringComparison.Ordinal);
            _documents.Write(name, isChanged ? text.Replace("iplik", "ipek", StringComparison.Ordinal) : text);
        }

        using SignatureSurvey survey = new(new TrustedRoots([Root.Certificate]), Options, CancellationToken.None);
        foreach (string name in names) survey.Add(_documents.PathOf(name));
        List<Signature> signatures = [];
        while (survey.TryTake(out string path, out Task<Signature> verdict, waits: true))
        {
            signatures.Add(await verdict);
            Assert.Equal(path, signatures[^1].Path);
        }

        Assert.Equal(names, signatures.Select(signature => Path.GetFileName(signature.Path)));
        Assert.Equal(
            ["07.xml", "17.xml", "27.xml"],
            signatures.Where(s => s.Status == SignatureStatus.Invalid).Select(s => Path.GetFileName(s.Path)));
        Assert.Equal(27, signatures.Count(s => s.Status == SignatureStatus.Valid));
        Assert.Equal(["/ocsp"], Site.Requests);
    }

    [Fact]
    public async Task TryTake_WhenAFileIsGone_FailsForItAlone()
    {
        using SignatureSurvey survey = new(TrustedRoots.None, null, CancellationToken.None);
        survey.Add(_documents.PathOf("yok.xml"));
        survey.Add(_documents.Sign(Documents.Ledger, Documents.EcKey));
        Assert.True(survey.TryTake(out _, out Task<Signature> gone, waits: true));
        await Assert.ThrowsAsync<FileNotFoundException>(() => gone);
        Assert.True(survey.TryTake(out _, out Task<Signature> there, waits: true));
        Assert.Equal(SignatureStatus.Valid, (await there).Status);
        Assert.False(survey.TryTake(out _, out _, waits: true));
    }

    [Fact]
    public async Task TryTake_WithoutWaiting_TakesWhatIsReady()
    {
        Site.IsSilent = true;
        Options = Options with { TimeLimit = TimeSpan.FromMinutes(5) };
        string path = _documents.Sign(Documents.Ledger, Issue(ocsp: true).Signer);
        using CancellationTokenSource stop = new();
        using SignatureSurvey survey = new(new TrustedRoots([Root.Certificate]), Options, stop.Token);
        survey.Add(path);
        await Site.Asked.Task;
        Assert.False(survey.TryTake(out _, out _, waits: false));
        await stop.CancelAsync();
        Assert.True(survey.TryTake(out _, out Task<Signature> verdict, waits: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => verdict);
    }
}
