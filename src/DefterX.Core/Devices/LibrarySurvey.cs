using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DefterX.Devices.Pkcs11;
using DefterX.Devices.SmartCards;

namespace DefterX.Devices;

/// <summary>Asks a PKCS#11 library what tokens there are and what they show without a PIN.</summary>
internal static class LibrarySurvey
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    /// <summary>Whether a library can be loaded without harm: that of AKİS ends the process where SCardSvr is stopped.</summary>
    public static bool MayAsk(string path, SmartCardServiceState state, HostSystem system) =>
        system != HostSystem.Windows || state == SmartCardServiceState.Running || !CardFamily.IsOfAny(path);

    /// <summary>The library's answer; a failure is part of it.</summary>
    public static LibraryReport Of(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Pkcs11Library library = Pkcs11Libraries.Get(path);
        try
        {
            List<TokenReport> tokens = Tokens(library, cancellationToken);

            if (!tokens.Exists(token => token.IsInitialised) && library.Run(_ => library.Refresh(), cancellationToken))
            {
                tokens = Tokens(library, cancellationToken);
            }

            return new LibraryReport(path, null, tokens);
        }
        catch (DefterXException e)
        {
            return new LibraryReport(path, e, []);
        }
        catch (Pkcs11Exception e)
        {
            string message = Text.Format(Strings.LibraryFailed, path, Pkcs11Exception.Name(e.Result));
            return new LibraryReport(path, new DefterXException(ErrorIds.LibraryNotLoaded, message, path, e), []);
        }
    }

    private static List<TokenReport> Tokens(Pkcs11Library library, CancellationToken cancellationToken)
    {
        ulong[] slots = library.Run(functions => Slots(library, functions), cancellationToken);
        return [.. slots.Select(slot => library.Run(functions => Token(library.Path, functions, slot, cancellationToken), cancellationToken))];
    }

    private static ulong[] Slots(Pkcs11Library library, Cryptoki functions)
    {
        try
        {
            return functions.GetSlotsWithToken();
        }
        catch (Pkcs11Exception e) when (Pkcs11Failure.IsOfDevice(e.Result) && library.Restart(users: 0, e.Result))
        {
            return functions.GetSlotsWithToken();
        }
    }

    private static TokenReport Token(string library, Cryptoki functions, ulong slot, CancellationToken cancellationToken)
    {
        TokenReport report = new() { Label = "", Reader = "", IsInitialised = true, PinState = PinState.Unknown };
        try
        {
            string reader = functions.GetSlotDescription(slot);
            report = report with { Reader = reader };
            TokenInfo token = functions.GetTokenInfo(slot);
            report = report with { Label = token.Label, IsInitialised = token.IsInitialised, PinState = token.PinState };
            if (!token.IsInitialised) return report;
            using TokenTurn turn = TokenTurn.Take(token.Identity, s_patience, cancellationToken)
                ?? throw new DefterXException(ErrorIds.DeviceBusy, Text.Format(Strings.TokenBusy, token.Label), token.Label);
            return report with { Certificates = Certificates(library, reader, token, functions, slot) };
        }
        catch (DefterXException e)
        {
            return report with { Failure = e };
        }
        catch (Pkcs11Exception e)
        {
            string message = Text.Format(Strings.TokenUnreadable, slot, library, Pkcs11Exception.Name(e.Result));
            return report with { Failure = new DefterXException(ErrorIds.DeviceRemoved, message, library, e) };
        }
    }

    private static List<FoundCertificate> Certificates(
        string library, string reader, TokenInfo token, Cryptoki functions, ulong slot)
    {
        ulong session = functions.OpenSession(slot);
        try
        {
            return
            [
                .. TokenReader.Certificates(functions, session).Select(found =>
                    new FoundCertificate(TokenReader.Describe(library, reader, token, found), found.Certificate)),
            ];
        }
        finally
        {
            functions.CloseSession(session);
        }
    }
}
