using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using DefterX.Xml;

namespace DefterX.Ledgers.Rules;

/// <summary>An exact sum of decimals: hundredths as long as they suffice.</summary>
internal struct DecimalSum
{
    private long _cents;
    private BigInteger _digits;
    private int _scale;

    /// <summary>Whether a value could not be added.</summary>
    public bool IsBroken { get; set; }

    [MethodImpl(Hot.Method)]
    public void Add(long cents)
    {
        long sum = unchecked(_cents + cents);
        if (((_cents ^ sum) & (cents ^ sum)) < 0) Add(cents, 2);
        else _cents = sum;
    }

    public void Add(BigInteger digits, int scale)
    {
        if (scale > _scale)
        {
            _digits *= BigInteger.Pow(10, scale - _scale);
            _scale = scale;
        }

        _digits += digits * BigInteger.Pow(10, _scale - scale);
    }

    public readonly DecimalSum Minus(in DecimalSum other)
    {
        DecimalSum difference = this;
        difference.Add(-other._cents);
        difference.Add(-other._digits, other._scale);
        return difference;
    }

    /// <summary>The nearest double.</summary>
    public readonly double ToDouble()
    {
        if (_digits.IsZero && _cents is > -(1L << 52) and < 1L << 52) return _cents / 100.0;
        return double.Parse(ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>Digits with a point.</summary>
    public override readonly string ToString()
    {
        DecimalSum all = this;
        all._cents = 0;
        all.Add(_cents, 2);
        string text = BigInteger.Abs(all._digits).ToString(CultureInfo.InvariantCulture).PadLeft(all._scale + 1, '0');
        return (all._digits.Sign < 0 ? "-" : "") + text.Insert(text.Length - all._scale, ".");
    }
}
