using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace DefterX.Bench;

/// <summary>Signs and verifies a journal of 200 MB (RSA-2048), in rounds that alternate with those who could be used
/// instead: xmlsec1, and .NET's SignedXml. Each time is that of a whole process.</summary>
internal sealed class SignVerify : IBenchmark
{
    private const int Rounds = 5;
    private const int PeerRounds = 3;
    private readonly string _target = Path.Combine(SignVerifyFiles.Folder, "target.xml");

    public string Name => "sign";

    public bool NeedsOwnProcess => false;

    public void Prepare() => SignVerifyFiles.Make();

    public IEnumerable<Figure> Run()
    {
        List<(double Seconds, double Peak)> signs = [];
        List<(double Seconds, double Peak)> verifies = [];
        List<double> xmlsecSigns = [];
        List<double> xmlsecVerifies = [];
        List<double> signedXml = [];
        for (int i = 0; i < Rounds; i++)
        {
            signs.Add(SignVerifyPrograms.Ours(SignVerifyModes.SignMode, SignVerifyFiles.Journal, _target));
            verifies.Add(SignVerifyPrograms.Ours(SignVerifyModes.VerifyMode, _target));
            if (i >= PeerRounds) continue;
            xmlsecSigns.Add(SignVerifyPrograms.XmlsecSigns(SignVerifyFiles.Template, _target));
            xmlsecVerifies.Add(SignVerifyPrograms.XmlsecVerifies(SignVerifyFiles.Signed));
            signedXml.Add(SignVerifyPrograms.Ours(SignVerifyModes.SignedXmlMode, SignVerifyFiles.Journal, _target).Seconds);
        }

        double sign = Median(signs.Select(run => run.Seconds));
        double verify = Median(verifies.Select(run => run.Seconds));
        yield return Figure.Rounded("sign.200mb.seconds", sign, "s");
        yield return Figure.Rounded("sign.200mb.ratioXmlsec1", sign / Median(xmlsecSigns), "x");
        yield return Figure.Rounded("sign.200mb.ratioSignedXml", sign / Median(signedXml), "x");
        yield return Figure.Rounded("sign.200mb.peakMB", signs.Max(run => run.Peak), "MB");
        yield return Figure.Rounded("verify.200mb.seconds", verify, "s");
        yield return Figure.Rounded("verify.200mb.ratioXmlsec1", verify / Median(xmlsecVerifies), "x");
        yield return Figure.Rounded("verify.200mb.peakMB", verifies.Max(run => run.Peak), "MB");

        string large = Path.Combine(SignVerifyFiles.Folder, "large.xml");
        SignVerifyFiles.WriteRepeated(large, 10);
        yield return Figure.Rounded(
            "sign.2gb.peakMB", SignVerifyPrograms.Ours(SignVerifyModes.SignMode, large, _target).Peak, "MB");
        SignVerifyFiles.Delete();
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
