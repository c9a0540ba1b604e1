namespace System.Runtime.CompilerServices
{
    /// <summary>What the compiler calls for a range of an array; and what it calls for initial values, as it looks for both in one type.</summary>
    internal static class RuntimeHelpers
    {
        private static readonly Action<Array, RuntimeFieldHandle> s_initialize =
            (Action<Array, RuntimeFieldHandle>)typeof(object).Assembly.GetType("System.Runtime.CompilerServices.RuntimeHelpers")
                .GetMethod("InitializeArray")!.CreateDelegate(typeof(Action<Array, RuntimeFieldHandle>));

        public static void InitializeArray(Array array, RuntimeFieldHandle handle) => s_initialize(array, handle);

        public static T[] GetSubArray<T>(T[] array, Range range)
        {
            int offset = range.Start.GetOffset(array.Length);
            T[] part = new T[range.End.GetOffset(array.Length) - offset];
            Array.Copy(array, offset, part, 0, part.Length);
            return part;
        }
    }
}

namespace System.Security.Cryptography.X509Certificates
{
    internal static class X509CertificateLoader
    {
        public static X509Certificate2 LoadCertificate(byte[] data) => new(data);
    }
}
