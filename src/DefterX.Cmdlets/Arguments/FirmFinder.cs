using System;
using System.Collections.Generic;
using System.Linq;
using DefterX.Devices;
using DefterX.Office;

namespace DefterX.Cmdlets.Arguments;

/// <summary>Finds the firms that a user means.</summary>
internal static class FirmFinder
{
    /// <summary>Reads the firms afresh, each once, in the order of the arguments.</summary>
    /// <param name="onError">Takes what is wrong with one of them; the others go on.</param>
    public static IEnumerable<Firm> Find(FirmStore store, IReadOnlyList<FirmArgument> arguments, Action<DefterXException> onError)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        IReadOnlyList<Firm>? all = null;
        foreach (FirmArgument argument in arguments)
        {
            foreach (Firm firm in Find(store, argument, () => all ??= store.List(onError), onError))
            {
                if (seen.Add(firm.Identifier)) yield return firm;
            }
        }
    }

    /// <summary>The one firm that is meant.</summary>
    /// <exception cref="DefterXException"><see cref="ErrorIds.FirmNotFound"/> for none or several.</exception>
    public static Firm Single(FirmStore store, FirmArgument argument)
    {
        List<Firm> firms = [.. Find(store, [argument], static e => throw e)];
        return firms.Count == 1
            ? firms[0]
            : throw new DefterXException(
                ErrorIds.FirmNotFound,
                Text.Format(Strings.NotOneFirm, argument, firms.Count, string.Join(", ", firms)),
                argument.Text);
    }

    private static List<Firm> Find(
        FirmStore store, FirmArgument argument, Func<IReadOnlyList<Firm>> list, Action<DefterXException> onError)
    {
        try
        {
            if (argument.IsPattern || !argument.IsIdentifier)
            {
                List<Firm> titled = [.. list().Where(firm => NameWildcard.IsMatch(argument.Text, firm.Title))];
                if (titled.Count > 0 || argument.IsPattern) return titled;
            }

            return [store.Get(argument.Text)];
        }
        catch (DefterXException e)
        {
            onError(e);
            return [];
        }
    }
}
