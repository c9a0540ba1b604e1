using System;
using System.Collections.Generic;

namespace DefterX.Ledgers;

/// <summary>Counts and sums of a journal, taken while it streams by.</summary>
internal sealed class LedgerTotals
{
    private readonly SortedDictionary<string, AccountTotals> _accounts = new(StringComparer.Ordinal);

    public long Entries { get; set; }

    public long Lines { get; private set; }

    public decimal Debit { get; private set; }

    public decimal Credit { get; private set; }

    /// <summary>Gross movements of the main accounts, in the order of their numbers as strings.</summary>
    public IEnumerable<AccountTotals> Accounts => _accounts.Values;

    public void Add(string account, string name, decimal amount, bool isDebit)
    {
        if (!_accounts.TryGetValue(account, out AccountTotals? totals))
        {
            _accounts.Add(account, totals = new AccountTotals(account, name));
        }

        Lines++;
        if (isDebit) Debit += amount;
        else Credit += amount;
        totals.Add(amount, isDebit);
    }

    /// <summary>Adds what was summed up elsewhere.</summary>
    public void Add(string account, string name, decimal debit, decimal credit, long debitLines, long creditLines)
    {
        if (!_accounts.TryGetValue(account, out AccountTotals? totals))
        {
            _accounts.Add(account, totals = new AccountTotals(account, name));
        }

        Lines += debitLines + creditLines;
        Debit += debit;
        Credit += credit;
        totals.Add(debit, credit, debitLines, creditLines);
    }

    /// <summary>The gross movement of a main account; 0 when it does not occur.</summary>
    public decimal Movement(string account, bool isDebit) =>
        _accounts.TryGetValue(account, out AccountTotals? totals) ? (isDebit ? totals.Debit : totals.Credit) : 0m;
}

/// <summary>Gross movements of a main account.</summary>
internal sealed class AccountTotals
{
    public AccountTotals(string account, string name)
    {
        Account = account;
        Name = name;
    }

    public string Account { get; }

    public string Name { get; }

    public decimal Debit { get; private set; }

    public decimal Credit { get; private set; }

    public long DebitLines { get; private set; }

    public long CreditLines { get; private set; }

    public void Add(decimal amount, bool isDebit)
    {
        if (isDebit)
        {
            Debit += amount;
            DebitLines++;
        }
        else
        {
            Credit += amount;
            CreditLines++;
        }
    }

    public void Add(decimal debit, decimal credit, long debitLines, long creditLines)
    {
        Debit += debit;
        Credit += credit;
        DebitLines += debitLines;
        CreditLines += creditLines;
    }
}
