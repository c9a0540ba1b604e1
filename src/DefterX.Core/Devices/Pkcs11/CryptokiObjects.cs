using System.Collections.Generic;

namespace DefterX.Devices.Pkcs11;

/// <summary>Objects and signatures.</summary>
internal sealed unsafe partial class Cryptoki
{
    private const int MostAtOnce = 64;
    private const int LongestSignature = 1024;

    /// <summary>The handles of the objects of a class, and of an identifier if one is given (C_FindObjects, 5.7).</summary>
    /// <param name="session">The session.</param>
    /// <param name="type">The class.</param>
    /// <param name="id">CKA_ID, or null for all.</param>
    public List<ulong> FindObjects(ulong session, CKO type, byte[]? id = null)
    {
        byte* template = stackalloc byte[2 * _layout.TripleSize];
        ulong value = 0;
        _layout.WriteLong((byte*)&value, (uint)type);
        _layout.WriteTriple(template, (uint)CKA.CKA_CLASS, &value, (ulong)_layout.LongSize);
        fixed (byte* idOctets = id)
        {
            if (id is not null) _layout.WriteTriple(template + _layout.TripleSize, (uint)CKA.CKA_ID, idOctets, (ulong)id.Length);
            Check("C_FindObjectsInit", ((delegate* unmanaged[Cdecl]<nuint, byte*, nuint, nuint>)At(Function.FindObjectsInit))(
                (nuint)session, template, id is null ? 1u : 2u));
        }

        try
        {
            return FindRest(session);
        }
        finally
        {
            _ = ((delegate* unmanaged[Cdecl]<nuint, nuint>)At(Function.FindObjectsFinal))((nuint)session);
        }
    }

    /// <summary>The values of attributes (C_GetAttributeValue, 5.7).</summary>
    /// <returns>As many values; null where the module does not know or show one.</returns>
    public byte[]?[] GetAttributes(ulong session, ulong handle, params CKA[] attributes)
    {
        byte[]?[] values = new byte[attributes.Length][];
        CKR result = GetAttributes(session, handle, attributes, values);
        if (result is CKR.CKR_ATTRIBUTE_TYPE_INVALID or CKR.CKR_ATTRIBUTE_SENSITIVE && attributes.Length > 1)
        {
            // Some modules stop at the first attribute that they do not know, so each is asked for alone.
            for (int i = 0; i < attributes.Length; i++) values[i] = GetAttributes(session, handle, attributes[i])[0];
            return values;
        }

        if (result is not (CKR.CKR_ATTRIBUTE_TYPE_INVALID or CKR.CKR_ATTRIBUTE_SENSITIVE)) Check("C_GetAttributeValue", (nuint)(uint)result);
        return values;
    }

    /// <summary>Prepares a signature (C_SignInit, 5.11).</summary>
    public CKR SignInit(ulong session, CKM mechanism, ulong key)
    {
        byte* parameters = stackalloc byte[_layout.TripleSize];
        _layout.WriteTriple(parameters, (uint)mechanism, null, 0);
        return Result(((delegate* unmanaged[Cdecl]<nuint, byte*, nuint, nuint>)At(Function.SignInit))((nuint)session, parameters, (nuint)key));
    }

    /// <summary>Makes the prepared signature in one call (C_Sign, 5.11): asking for the length first ends the operation in some modules.</summary>
    public CKR Sign(ulong session, byte[] data, out byte[] signature)
    {
        byte* buffer = stackalloc byte[LongestSignature];
        ulong length = 0;
        _layout.WriteLong((byte*)&length, LongestSignature);
        CKR result;
        fixed (byte* start = data)
        {
            result = Result(((delegate* unmanaged[Cdecl]<nuint, byte*, nuint, byte*, ulong*, nuint>)At(Function.Sign))(
                (nuint)session, start, (nuint)data.Length, buffer, &length));
        }

        signature = result == CKR.CKR_OK && length <= LongestSignature
            ? new System.Span<byte>(buffer, (int)length).ToArray()
            : [];
        return result;
    }

    private List<ulong> FindRest(ulong session)
    {
        List<ulong> found = [];
        byte* handles = stackalloc byte[MostAtOnce * _layout.LongSize];
        while (true)
        {
            ulong count = 0;
            Check("C_FindObjects", ((delegate* unmanaged[Cdecl]<nuint, byte*, nuint, ulong*, nuint>)At(Function.FindObjects))(
                (nuint)session, handles, MostAtOnce, &count));
            for (int i = 0; i < (int)count; i++) found.Add(_layout.ReadLong(handles + (i * _layout.LongSize)));
            if (count < MostAtOnce) return found;
        }
    }

    private CKR GetAttributes(ulong session, ulong handle, CKA[] attributes, byte[]?[] values)
    {
        int size = _layout.TripleSize;
        byte* template = stackalloc byte[attributes.Length * size];
        for (int i = 0; i < attributes.Length; i++) _layout.WriteTriple(template + (i * size), (uint)attributes[i], null, 0);
        CKR result = Call();
        if (result != CKR.CKR_OK) return result;
        for (int i = 0; i < attributes.Length; i++)
        {
            ulong length = _layout.ReadLength(template + (i * size));
            values[i] = new byte[length > int.MaxValue ? 0 : (int)length];
        }

        fixed (byte* all = new byte[Total(values)])
        {
            byte* next = all;
            for (int i = 0; i < attributes.Length; i++)
            {
                _layout.WriteTriple(template + (i * size), (uint)attributes[i], next, (ulong)values[i]!.Length);
                next += values[i]!.Length;
            }

            result = Call();
            next = all;
            for (int i = 0; i < attributes.Length; i++)
            {
                int room = values[i]!.Length;
                ulong length = _layout.ReadLength(template + (i * size));
                values[i] = length > (ulong)room ? null : new System.Span<byte>(next, (int)length).ToArray();
                next += room;
            }
        }

        return result;

        CKR Call() => Result(((delegate* unmanaged[Cdecl]<nuint, nuint, byte*, nuint, nuint>)At(Function.GetAttributeValue))(
            (nuint)session, (nuint)handle, template, (nuint)attributes.Length));
    }

    private static int Total(byte[]?[] values)
    {
        int total = 1; // fixed has no address of an empty array
        foreach (byte[]? value in values) total += value!.Length;
        return total;
    }
}
