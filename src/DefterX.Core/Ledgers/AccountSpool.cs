using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;

namespace DefterX.Ledgers;

/// <summary>Collects the lines of a journal by account, so that the general ledger can be written account by account.</summary>
/// <remarks>Lines wait in memory until a budget is reached, then go to a temporary file in blocks; memory stays flat.</remarks>
internal sealed class AccountSpool : IDisposable
{
    private const int BlockSize = 1 << 15;
    private const long Budget = 12 << 20;
    private readonly SortedDictionary<AccountKey, SpooledAccount> _accounts = [];
    private readonly FileStream _file;
    private long _buffered;

    /// <param name="path">The temporary file, deleted on close.</param>
    public AccountSpool(string path) => _file = new FileStream(
        path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);

    /// <summary>The accounts, by main account and then sub-account as strings (Büyük Defter Kılavuzu; schematron K029).</summary>
    public IEnumerable<SpooledAccount> Accounts => _accounts.Values;

    /// <summary>Number of accounts.</summary>
    public int AccountCount => _accounts.Count;

    /// <summary>Bytes of all lines.</summary>
    public long Length { get; private set; }

    public void Append(AccountKey key, decimal amount, bool isDebit, ReadOnlySpan<byte> detail)
    {
        if (!_accounts.TryGetValue(key, out SpooledAccount? account)) _accounts.Add(key, account = new SpooledAccount());
        Length += detail.Length;
        account.Balance += isDebit ? amount : -amount;
        _buffered += account.Tail.Append(detail);
        if (account.Tail.Length >= BlockSize) Spill(account);
        if (_buffered >= Budget) SpillAll();
    }

    /// <summary>Writes an account's lines in the order in which they came.</summary>
    public void CopyTo(SpooledAccount account, LedgerFileWriter writer)
    {
        byte[] block = [];
        foreach ((long offset, int length) in account.Blocks)
        {
            if (block.Length < length) block = new byte[length];
            _file.Position = offset;
            for (int read = 0; read < length;)
            {
                int count = _file.Read(block, read, length - read);
                if (count == 0) throw new EndOfStreamException();
                read += count;
            }

            writer.Write(block, length);
        }

        writer.Write(account.Tail.Array, account.Tail.Length);
    }

    public void Dispose()
    {
        foreach (SpooledAccount account in _accounts.Values) account.Tail.Release();
        _file.Dispose();
    }

    private void SpillAll()
    {
        foreach (SpooledAccount account in _accounts.Values) Spill(account);
    }

    private void Spill(SpooledAccount account)
    {
        if (account.Tail.Length == 0) return;
        account.Blocks.Add((_file.Position, account.Tail.Length));
        _file.Write(account.Tail.Array, 0, account.Tail.Length);
        _buffered -= account.Tail.Release();
    }
}

/// <summary>The account under which a line stands; no sub-account is an account of its own.</summary>
internal readonly record struct AccountKey(string Main, string? Sub) : IComparable<AccountKey>
{
    public int CompareTo(AccountKey other)
    {
        int order = string.CompareOrdinal(Main, other.Main);
        return order != 0 ? order : string.CompareOrdinal(Sub, other.Sub);
    }
}

/// <summary>The lines of an account.</summary>
internal sealed class SpooledAccount
{
    /// <summary>Debits less credits.</summary>
    public decimal Balance { get; set; }

    /// <summary>Places in the temporary file.</summary>
    public List<(long Offset, int Length)> Blocks { get; } = [];

    /// <summary>What is not in the file yet.</summary>
    public SpoolTail Tail { get; } = new();
}

/// <summary>Bytes that wait to be spilled.</summary>
internal sealed class SpoolTail
{
    public byte[] Array { get; private set; } = [];

    public int Length { get; private set; }

    /// <returns>By how much the memory in use grew.</returns>
    public int Append(ReadOnlySpan<byte> bytes)
    {
        int before = Array.Length;
        if (Array.Length - Length < bytes.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(Array.Length * 2, Length + bytes.Length));
            Array.AsSpan(0, Length).CopyTo(larger);
            Return();
            Array = larger;
        }

        bytes.CopyTo(Array.AsSpan(Length));
        Length += bytes.Length;
        return Array.Length - before;
    }

    /// <returns>How much memory was given back.</returns>
    public int Release()
    {
        int size = Array.Length;
        Return();
        Array = [];
        Length = 0;
        return size;
    }

    private void Return()
    {
        if (Array.Length > 0) ArrayPool<byte>.Shared.Return(Array);
    }
}
