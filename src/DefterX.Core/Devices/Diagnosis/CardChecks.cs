using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Devices.Pkcs11;
using DefterX.Devices.SmartCards;

namespace DefterX.Devices.Diagnosis;

/// <summary>Examines the readers and what is in them.</summary>
internal static class CardChecks
{
    public static IEnumerable<DeviceCheck> Examine(DiagnosisFacts facts, FoundTokens tokens)
    {
        if (facts.SmartCards.State != SmartCardServiceState.Running) yield break;
        if (facts.SmartCards.Readers.Count == 0)
        {
            yield return DeviceCheck.Fault(
                tokens.AnyDevice, DeviceCheckKind.Reader, "", Strings.ReaderNone, Strings.ReaderNoneRemedy);
        }

        // An empty reader beside one that holds a card is no fault.
        bool mayBeEmpty = tokens.AnyDevice || facts.SmartCards.Readers.Any(static reader => reader.HasCard);
        foreach (SmartCardReader reader in facts.SmartCards.Readers)
        {
            if (reader.HasCard)
            {
                yield return DeviceCheck.Passed(DeviceCheckKind.Reader, reader.Name, Strings.ReaderHasCard);
                yield return Card(facts, reader, tokens);
            }
            else
            {
                yield return mayBeEmpty
                    ? DeviceCheck.Passed(DeviceCheckKind.Reader, reader.Name, Strings.ReaderEmpty)
                    : DeviceCheck.Failed(DeviceCheckKind.Reader, reader.Name, Strings.ReaderEmpty, Strings.ReaderEmptyRemedy);
            }
        }
    }

    private static DeviceCheck Card(DiagnosisFacts facts, SmartCardReader reader, FoundTokens tokens)
    {
        DeviceCheck Fault(string message, string remedy) =>
            DeviceCheck.Fault(tokens.AnyDevice, DeviceCheckKind.Card, reader.Name, message, remedy);

        if (reader.IsMute) return Fault(Strings.CardMute, Strings.CardMuteRemedy);
        string process = LibraryImage.NameOf(facts.ProcessArchitecture);
        CardFamily? family = CardFamily.Find(reader.Atr);
        string name = family is null ? Strings.CardUnknown : Text.Format(Strings.CardKnown, family.Name);
        ExaminedLibrary[] drivers = [.. facts.Libraries.Where(library => family?.Has(library.Path) == true)];
        if (IsShown(reader, drivers, tokens)) return DeviceCheck.Passed(DeviceCheckKind.Card, reader.Name, name);
        if (reader.IsExclusive) return Fault(Text.Format(Strings.CardExclusive, name), Strings.CardExclusiveRemedy);
        if (family is null)
        {
            return Fault(
                Text.Format(Strings.CardNotShown, name),
                Text.Format(Strings.CardUnknownRemedy, reader.Atr, CardFamily.AllDrivers));
        }

        return drivers.Any(driver => LibraryChecks.IsLoadable(facts, driver.Image))
            ? Fault(
                Text.Format(Strings.CardNotShownByDriver, name),
                Text.Format(Strings.CardNotShownByDriverRemedy, family.Driver, family.Source))
            : Fault(
                Text.Format(Strings.CardDriverMissing, name),
                Text.Format(Strings.CardDriverMissingRemedy, family.Driver, process, family.Source));
    }

    // Most libraries describe a slot by the reader's name, cut to 64 octets; others give it a name of their own.
    private static bool IsShown(SmartCardReader reader, ExaminedLibrary[] drivers, FoundTokens tokens) =>
        tokens.All.Any(token => token.Reader.Length > 0 && reader.Name.StartsWith(token.Reader, StringComparison.Ordinal))
        || Array.Exists(drivers, static driver => driver.Report?.Tokens.Count > 0);
}
