using System.Collections.Generic;

namespace DefterX.Devices.Pkcs11;

/// <summary>Objects and signatures.</summary>
internal sealed unsafe partial class Cryptoki
{
    private const int MostAtOnce = 64;
    private const int LongestSignature = 1024;
    private const int UsualCertificate = 4096;
    private const int UsualAttribute = 256;

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
            int read = (int)System.Math.Min(count, MostAtOnce);
            for (int i = 0; i < read; i++) found.Add(_layout.ReadLong(handles + (i * _layout.LongSize)));
            if (read < MostAtOnce || found.Count >= Most) return found;
        }
    }

    // Room for what certificates have, so that one call is enough; else the module says how much it wants.
    private CKR GetAttributes(ulong session, ulong handle, CKA[] attributes, byte[]?[] values)
    {
        int[] lengths = new int[attributes.Length];
        for (int i = 0; i < lengths.Length; i++) lengths[i] = attributes[i] == CKA.CKA_VALUE ? UsualCertificate : UsualAttribute;
        CKR result = GetAttributes(session, handle, attributes, lengths, values);
        if (result != CKR.CKR_BUFFER_TOO_SMALL) return result;
        result = GetAttributes(session, handle, attributes, lengths, values: null);
        return result == CKR.CKR_OK ? GetAttributes(session, handle, attributes, lengths, values) : result;
    }

    // Without values it asks for the lengths.
    private CKR GetAttributes(ulong session, ulong handle, CKA[] attributes, int[] lengths, byte[]?[]? values)
    {
        int size = _layout.TripleSize;
        byte* template = stackalloc byte[attributes.Length * size];
        fixed (byte* room = new byte[Total(lengths)])
        {
            byte* next = room;
            for (int i = 0; i < attributes.Length; i++)
            {
                bool asksLength = values is null;
                _layout.WriteTriple(template + (i * size), (uint)attributes[i], asksLength ? null : next, asksLength ? 0 : (ulong)lengths[i]);
                next += lengths[i];
            }

            CKR result = Result(((delegate* unmanaged[Cdecl]<nuint, nuint, byte*, nuint, nuint>)At(Function.GetAttributeValue))(
                (nuint)session, (nuint)handle, template, (nuint)attributes.Length));
            next = room;
            for (int i = 0; i < attributes.Length; i++)
            {
                ulong length = _layout.ReadLength(template + (i * size));
                if (values is null) lengths[i] = length > int.MaxValue ? 0 : (int)length;
                else values[i] = length > (ulong)lengths[i] ? null : new System.Span<byte>(next, (int)length).ToArray();
                if (values is not null) next += lengths[i];
            }

            return result;
        }
    }

    private static int Total(int[] lengths)
    {
        int total = 1; // fixed has no address of an empty array
        foreach (int length in lengths) total += length;
        return total;
    }
}
