using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>One pass over a document.</summary>
/// <remarks>
/// What stands around the entries is kept as a small tree (<see cref="HeadRules"/>); of the entries only the current one is. The
/// rules compare as XPath 2.0 does: a comparison holds if it holds for any pair of values, and a value that cannot be converted
/// or
/// occurs twice where one is needed breaks the rule.
/// </remarks>
internal sealed partial class LedgerRun
{
    private const int MaxHead = 50_000;
    private const int MaxValue = 1 << 24;
    private readonly Utf8XmlReader _reader;
    private readonly byte[] _next = LedgerPlaces.Table;
    private readonly Findings _findings;
    private readonly LedgerGlobals _globals;
    private readonly bool _isSecond;
    private readonly CancellationToken _cancellationToken;
    private Frame[] _frames = new Frame[32];
    private int _depth;
    private long _ordinal;
    private byte[] _values = new byte[1 << 12];
    private int _valueCount;
    private int _valueDepth;
    private int _headCount;
    private HeadNode? _root;

    private LedgerRun(
        Stream stream, Findings findings, LedgerGlobals globals, bool isSecond, CancellationToken cancellationToken)
    {
        _reader = new Utf8XmlReader(stream, LedgerPlaces.Names);
        _findings = findings;
        _globals = globals;
        _isSecond = isSecond;
        _cancellationToken = cancellationToken;
        _frames[0].Place = Place.Document;
        _structure = new StructureRules(findings);
        Facts = new LedgerFacts();
        findings.EntryOf = () => _isEntryCurrent ? First(_entry, Slot.EntryNumber) : "";
    }

    public LedgerFacts Facts { get; }

    /// <summary>Checks a file.</summary>
    public static LedgerFacts Check(
        string path, string fileName, LedgerRuleOptions options, Action<RuleFinding> found, CancellationToken cancellationToken)
    {
        LedgerGlobals globals = new(fileName);
        Findings findings = new(options);
        LedgerRun run = Run(path, findings, globals, isSecond: false, cancellationToken);
        if (globals.NeedsSecondPass)
        {
            // What entries depend on stands behind them; a sound document is read once.
            findings = new Findings(options);
            run = Run(path, findings, globals, isSecond: true, cancellationToken);
        }

        run.Facts.Errors = findings.Errors;
        run.Facts.Advices = findings.Advices;
        foreach (RuleFinding finding in findings.Sorted()) found(finding);
        return run.Facts;
    }

    private static LedgerRun Run(
        string path, Findings findings, LedgerGlobals globals, bool isSecond, CancellationToken cancellationToken)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        LedgerRun? run = null;
        try
        {
            Stream stream = Utf8Stream.Open(file, out bool isUtf8);
            run = new LedgerRun(stream, findings, globals, isSecond, cancellationToken);
            if (!isUtf8) findings.Add(Rule.NotUtf8, 1);
            run.Facts.Size = file.Length;
            run.Read();
            run.Finish();
            run.Facts.IsComplete = true;
        }
        catch (XmlFaultException e)
        {
            findings.Add(Rule.Malformed, e.Line, e.Fault.ToString(), e.Message);
        }

        return run ?? new LedgerRun(Stream.Null, findings, globals, isSecond, cancellationToken);
    }

    [MethodImpl(Hot.Method)]
    private void Read()
    {
        while (_reader.Read())
        {
            switch (_reader.Token)
            {
                case XmlToken.StartElement: Start(_reader.Tag); break;
                case XmlToken.Text: Text(); break;
                case XmlToken.EndElement: End(); break;
            }
        }
    }

    [MethodImpl(Hot.Method)]
    private void Start(StartTag tag)
    {
        ref Frame parent = ref _frames[_depth];
        if (++_depth == _frames.Length) Array.Resize(ref _frames, _depth * 2);
        parent = ref _frames[_depth - 1];
        ref Frame frame = ref _frames[_depth];
        TagMark mark = (TagMark?)tag.Mark ?? Mark(tag);
        Place place = LedgerPlaces.Next(_next, parent.Place, tag.NameId);
        frame = new Frame { Place = place, Mark = mark, NameId = tag.NameId, Ordinal = ++_ordinal };
        if (mark.WrongDecimals is not null) _findings.AddDecimals(mark.WrongDecimals, _reader.Line);
        if (place is Place.Entry or Place.Detail or Place.Measurable) StartRecord(ref frame, place);
        else if (place is Place.Account or Place.Sub) StartAccount(place);
        else if (place < Place.FirstSlot) StartHead(ref frame, parent.Node, tag);
        _structure.Start(ref parent, ref frame, _reader);
        if (mark.IsValue || place == Place.Measurable)
        {
            frame.IsValue = true;
            frame.ValueStart = _valueCount;
            _valueDepth++;
        }
    }

    [MethodImpl(Hot.Method)]
    private void Text()
    {
        ReadOnlySpan<byte> text = _reader.Text;
        ref Frame frame = ref _frames[_depth];
        if (!frame.Mark.IsValue) _structure.Text(ref frame, text, _reader);
        if (_valueDepth == 0)
        {
            if (frame.NameId == LedgerNames.BinaryObject && frame.Node is HeadNode { Text.Length: 0 } node && !IsBlank(text))
            {
                node.Text = "…";
            }

            return;
        }

        if (_values.Length - _valueCount < text.Length)
        {
            if (_valueCount > MaxValue) throw new XmlFaultException(XmlFault.Size, _reader.Line);
            Array.Resize(ref _values, Math.Max(_values.Length * 2, _valueCount + text.Length));
        }

        text.CopyTo(_values.AsSpan(_valueCount));
        _valueCount += text.Length;
    }

    [MethodImpl(Hot.Method)]
    private void End()
    {
        ref Frame frame = ref _frames[_depth];
        ref Frame parent = ref _frames[_depth - 1];
        _depth--;
        if (frame.IsValue)
        {
            _valueDepth--;
            ReadOnlySpan<byte> value = _values.AsSpan(frame.ValueStart, _valueCount - frame.ValueStart);
            EndValue(ref frame, ref parent, value);
        }

        _structure.End(ref frame, _reader);
        if (frame.LineNumbers > 0) LineNumbersCome(ref frame, parent.Place);
        switch (frame.Place)
        {
            case Place.Detail: EndDetail(ref frame); break;
            case Place.Entry: EndEntry(ref frame); break;
            case Place.Entries: EndEntries(frame.Node!); break;
        }

        // What was inside a line or an entry is not needed behind it.
        if (_valueDepth == 0)
        {
            if (frame.Place == Place.Detail) _valueCount = _detailStart;
            else if (!_isInEntry) _valueCount = 0;
        }
    }

    [MethodImpl(Hot.Method)]
    private void EndValue(ref Frame frame, ref Frame parent, ReadOnlySpan<byte> value)
    {
        _structure.Value(ref frame, value, _reader);
        if (frame.Place == Place.Measurable) CheckMeasureCode(value, _measurable!);
        if (frame.Place >= Place.FirstSlot) Store(ref frame, (Slot)(frame.Place - Place.FirstSlot), value.Length);
        else if (frame.Node is not null) frame.Node.Text = Decode(value);
        switch (frame.Mark.Watched)
        {
            case Watched.LineNumber:
                parent.LineNumbers++;
                parent.LineNumber = XsNumber.Number(value);
                break;
            case Watched.EntryCounter: EntryCounterComes(value, parent.Ordinal); break;
            case Watched.EnteredDate: _laterDates.Come(value, parent.Ordinal); break;
            case Watched.EntriesType when !_isSecond: _globals.SeeEntriesType(Decode(XsNumber.Trim(value))); break;
        }

        if (frame.Node is HeadNode node && node.Parent?.Name == LedgerNames.DocumentInfo && !_isSecond)
        {
            _globals.SeeDocumentInfo(node, value);
        }
    }

    private void StartHead(ref Frame frame, HeadNode? parent, StartTag tag)
    {
        if (_depth > 1 && parent is null) return;
        if (_depth == 1)
        {
            _globals.SeeRoot(tag.NameId);
            _root = frame.Node = new HeadNode(tag.NameId, tag, null, _reader.Line);
            return;
        }

        // What no rule knows is not kept.
        if (tag.NameId == 0) return;
        if (++_headCount > MaxHead) throw new XmlFaultException(XmlFault.Size, _reader.Line);
        frame.Node = new HeadNode(tag.NameId, tag, parent, _reader.Line);
        parent!.Add(frame.Node);
    }

    private TagMark Mark(StartTag tag)
    {
        TagMark mark = _structure.Mark(tag);
        tag.Mark = mark;
        return mark;
    }

    private static unsafe string Decode(ReadOnlySpan<byte> octets)
    {
        if (octets.IsEmpty) return "";
        fixed (byte* first = octets) return Encoding.UTF8.GetString(first, octets.Length);
    }
}
