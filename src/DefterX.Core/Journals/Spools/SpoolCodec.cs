using System;
using System.Collections.Generic;
using System.IO;

namespace DefterX.Journals.Spools;

/// <summary>Writes entries and lines into temporary files and reads them back.</summary>
internal static class SpoolCodec
{
    /// <summary>Writes an entry.</summary>
    public static void Write(BinaryWriter writer, JournalEntry entry)
    {
        writer.Write(entry.Number);
        writer.Write(entry.Date.Ticks);
        writer.Write(entry.EnteredBy);
        WriteText(writer, entry.Comment);
        WriteText(writer, entry.SourceFile);
        writer.Write(entry.SourceLine);
        writer.Write(entry.Lines.Count);
        foreach (JournalLine line in entry.Lines) Write(writer, line);
    }

    /// <summary>Reads an entry.</summary>
    public static JournalEntry ReadEntry(BinaryReader reader)
    {
        string number = reader.ReadString();
        DateTime date = new(reader.ReadInt64());
        string enteredBy = reader.ReadString();
        string? comment = ReadText(reader);
        string? sourceFile = ReadText(reader);
        long sourceLine = reader.ReadInt64();
        List<JournalLine> lines = [];
        for (int count = reader.ReadInt32(); count > 0; count--) lines.Add(ReadLine(reader));
        return new JournalEntry
        {
            Number = number,
            Date = date,
            EnteredBy = enteredBy,
            Comment = comment,
            SourceFile = sourceFile,
            SourceLine = sourceLine,
            Lines = lines,
        };
    }

    /// <summary>Writes a line.</summary>
    public static void Write(BinaryWriter writer, JournalLine line)
    {
        writer.Write(line.AccountMainId);
        writer.Write(line.AccountMainName);
        WriteText(writer, line.AccountSubId);
        WriteText(writer, line.AccountSubName);
        writer.Write(line.Amount);
        writer.Write(line.IsDebit);
        WriteText(writer, line.DocumentType);
        WriteText(writer, line.DocumentTypeDescription);
        WriteText(writer, line.DocumentNumber);
        WriteDate(writer, line.DocumentDate);
        WriteText(writer, line.PaymentMethod);
        WriteText(writer, line.Comment);
        Write(writer, line.Foreign);
        WriteText(writer, line.AmountCurrency);
        writer.Write(line.Fund is not null);
        if (line.Fund is not null)
        {
            writer.Write(line.Fund.Quantity);
            writer.Write(line.Fund.CostPerUnit);
        }

        writer.Write(line.SourceLine);
    }

    /// <summary>Reads a line.</summary>
    public static JournalLine ReadLine(BinaryReader reader) => new()
    {
        AccountMainId = reader.ReadString(),
        AccountMainName = reader.ReadString(),
        AccountSubId = ReadText(reader),
        AccountSubName = ReadText(reader),
        Amount = reader.ReadDecimal(),
        IsDebit = reader.ReadBoolean(),
        DocumentType = ReadText(reader),
        DocumentTypeDescription = ReadText(reader),
        DocumentNumber = ReadText(reader),
        DocumentDate = ReadDate(reader),
        PaymentMethod = ReadText(reader),
        Comment = ReadText(reader),
        Foreign = ReadForeign(reader),
        AmountCurrency = ReadText(reader),
        Fund = reader.ReadBoolean() ? new Fund(reader.ReadDecimal(), reader.ReadDecimal()) : null,
        SourceLine = reader.ReadInt64(),
    };

    private static void Write(BinaryWriter writer, ForeignAmount? foreign)
    {
        writer.Write(foreign is not null);
        if (foreign is null) return;
        writer.Write(foreign.Amount);
        writer.Write(foreign.Currency);
        writer.Write(foreign.Rate ?? 0);
        WriteDate(writer, foreign.RateDate);
        WriteText(writer, foreign.RateSource);
        WriteText(writer, foreign.RateComment);
    }

    private static ForeignAmount? ReadForeign(BinaryReader reader)
    {
        if (!reader.ReadBoolean()) return null;
        decimal amount = reader.ReadDecimal();
        string currency = reader.ReadString();
        decimal rate = reader.ReadDecimal();
        return new ForeignAmount(amount, currency, rate == 0 ? null : rate, ReadDate(reader), ReadText(reader), ReadText(reader));
    }

    private static void WriteText(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null) writer.Write(text);
    }

    private static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    private static void WriteDate(BinaryWriter writer, DateTime? date) => writer.Write(date?.Ticks ?? -1);

    private static DateTime? ReadDate(BinaryReader reader) =>
        reader.ReadInt64() is >= 0 and long ticks ? new DateTime(ticks) : null;
}
