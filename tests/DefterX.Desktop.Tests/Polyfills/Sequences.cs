using System.Collections.Generic;
using System.Linq;

namespace System;

/// <summary>What tests call of sequences and .NET Framework lacks.</summary>
internal static class SequencePolyfills
{
    public static IOrderedEnumerable<T> Order<T>(this IEnumerable<T> source, IComparer<T>? comparer = null) =>
        source.OrderBy(x => x, comparer ?? Comparer<T>.Default);

    public static IOrderedEnumerable<T> OrderDescending<T>(this IEnumerable<T> source) => source.OrderByDescending(x => x);

    public static IEnumerable<(TFirst First, TSecond Second)> Zip<TFirst, TSecond>(
        this IEnumerable<TFirst> first, IEnumerable<TSecond> second) => first.Zip(second, (x, y) => (x, y));

    public static IEnumerable<T[]> Chunk<T>(this IEnumerable<T> source, int size)
    {
        List<T> chunk = [];
        foreach (T item in source)
        {
            chunk.Add(item);
            if (chunk.Count < size) continue;
            yield return [.. chunk];
            chunk.Clear();
        }

        if (chunk.Count > 0) yield return [.. chunk];
    }

    public static void Deconstruct<TKey, TValue>(this KeyValuePair<TKey, TValue> pair, out TKey key, out TValue value) =>
        (key, value) = (pair.Key, pair.Value);

    public static TValue? GetValueOrDefault<TKey, TValue>(this Dictionary<TKey, TValue> map, TKey key) =>
        map.TryGetValue(key, out TValue? value) ? value : default;

    public static TValue GetValueOrDefault<TKey, TValue>(this Dictionary<TKey, TValue> map, TKey key, TValue missing) =>
        map.TryGetValue(key, out TValue? value) ? value : missing;

    extension(Array)
    {
        public static void Fill<T>(T[] array, T value)
        {
            for (int i = 0; i < array.Length; i++) array[i] = value;
        }
    }

    extension(BitConverter)
    {
        public static bool TryWriteBytes(Span<byte> target, int value) => BitConverter.GetBytes(value).AsSpan().TryCopyTo(target);
    }

    extension(Math)
    {
        /// <summary>The next double of a positive one.</summary>
        public static double BitIncrement(double value) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) + 1);
    }

    extension(DateTimeOffset)
    {
        public static DateTimeOffset UnixEpoch => DateTimeOffset.FromUnixTimeSeconds(0);
    }

    extension(Random random)
    {
        public static Random Shared => new();

        public long NextInt64(long from, long to) => from + (long)(random.NextDouble() * (to - from));

        public T[] GetItems<T>(T[] choices, int length) => [.. Enumerable.Range(0, length).Select(_ => choices[random.Next(choices.Length)])];

        public void Shuffle<T>(T[] items)
        {
            for (int i = items.Length - 1; i > 0; i--)
            {
                int j = random.Next(i + 1);
                (items[i], items[j]) = (items[j], items[i]);
            }
        }
    }
}
