using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml;
using DefterX.Xml;

namespace DefterX.Signatures.TimeStamps;

/// <summary>Checks the time stamps of a signature's value (xades:SignatureTimeStamp; ETSI TS 101 903 v1.3.2, 7.3).</summary>
/// <param name="document">The document's signature, with all that is in it.</param>
/// <param name="value">The ds:SignatureValue that they must be of.</param>
/// <param name="flaws">Gets what is wrong.</param>
internal sealed class TimeStampCheck(SignatureInDocument document, XmlElement value, List<string> flaws)
{
    /// <summary>The earliest time stamp; null if there is none, or if one is wrong.</summary>
    /// <param name="qualifyingProperties">The signature's xades:QualifyingProperties.</param>
    public TimeStamp? Run(XmlElement qualifyingProperties)
    {
        int flawsBefore = flaws.Count;
        List<TimeStamp> stamps = [];
        foreach (XmlElement holder in qualifyingProperties.XadesPath(
            "UnsignedProperties", "UnsignedSignatureProperties", "SignatureTimeStamp"))
        {
            try
            {
                stamps.Add(Check(holder));
            }
            catch (TimeStampException e)
            {
                flaws.Add(Text.Format(Strings.StampFlaw, e.Message));
            }
        }

        return flaws.Count > flawsBefore ? null : stamps.OrderBy(stamp => stamp.Time).FirstOrDefault();
    }

    private TimeStamp Check(XmlElement holder)
    {
        CanonicalizationMethod method = MethodOf(holder);
        XmlElement[] tokens = [.. holder.XadesPath("EncapsulatedTimeStamp")];
        if (tokens.Length != 1) throw new TimeStampException(Text.Format(Strings.TokenCountWrong, tokens.Length));
        TimeStamp stamp = TimeStamp.Read(Decode(tokens[0].InnerText));
        byte[] octets = document.Canonicalize(value, method);
        stamp.CheckImprint(algorithm => DigestAlgorithm.Compute(algorithm, octets));
        return stamp;
    }

    // C14N 1.0 where the stamp names none (7.1.4.3).
    private static CanonicalizationMethod MethodOf(XmlElement holder)
    {
        XmlElement[] named = [.. holder.Children("CanonicalizationMethod")];
        if (named.Length == 0) return CanonicalizationMethod.Inclusive;
        return (named.Length == 1 ? named[0].ToCanonicalizationMethod() : null)
            ?? throw new TimeStampException(Text.Format(Strings.CanonicalizationNotAllowed, named[0].GetAttribute("Algorithm")));
    }

    private static byte[] Decode(string base64)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException e)
        {
            throw new TimeStampException(Strings.TokenUnreadable, e);
        }
    }
}
