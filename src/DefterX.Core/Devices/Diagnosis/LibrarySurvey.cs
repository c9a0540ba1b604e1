using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace DefterX.Devices.Diagnosis;

/// <summary>Asks PKCS#11 libraries what they show without a PIN.</summary>
internal static class LibrarySurvey
{
    /// <summary>Loads a library and reads its tokens; what fails is in the report.</summary>
    public static LibraryReport Ask(string path, CancellationToken cancellationToken)
    {
        try
        {
            Pkcs11Module module = DeviceManager.Shared.Acquire(path);
            try
            {
                List<ISlot> slots = module.Run(() => module.Library.GetSlotList(SlotsType.WithTokenPresent), cancellationToken);
                IEnumerable<TokenReport?> tokens = slots.Select(slot => module.Run(() => Read(path, slot), cancellationToken));
                return new LibraryReport(path, null, [.. tokens.OfType<TokenReport>()]);
            }
            finally
            {
                module.Release();
            }
        }
        catch (DefterXException e)
        {
            return new LibraryReport(path, e, []);
        }
        catch (Pkcs11Exception e)
        {
            return new LibraryReport(path, new DefterXException(ErrorIds.LibraryNotLoaded, e.Message, path, e), []);
        }
    }

    private static TokenReport? Read(string path, ISlot slot)
    {
        TokenReport? report = null;
        try
        {
            ISlotInfo reader = slot.GetSlotInfo();
            ITokenInfo token = slot.GetTokenInfo();
            report = new TokenReport
            {
                Label = TokenReader.Trim(token.Label),
                Reader = TokenReader.Trim(reader.SlotDescription),
                IsInitialised = token.TokenFlags.TokenInitialized,
                PinState = TokenReader.PinState(token),
            };
            if (!report.IsInitialised) return report;
            using ISession session = slot.OpenSession(SessionType.ReadOnly);
            return report with
            {
                Certificates =
                [
                    .. TokenReader.Certificates(session).Select(certificate =>
                        new FoundCertificate(TokenReader.Describe(path, reader, token, certificate), certificate.Certificate)),
                ],
            };
        }
        catch (Pkcs11Exception e) when (e.RV == CKR.CKR_TOKEN_NOT_PRESENT)
        {
            return null;
        }
        catch (Pkcs11Exception e)
        {
            report ??= new TokenReport { Label = "", Reader = "", IsInitialised = true, PinState = PinState.Unknown };
            return report with { Failure = new DefterXException(ErrorIds.DeviceRemoved, e.Message, report.Label, e) };
        }
    }
}
