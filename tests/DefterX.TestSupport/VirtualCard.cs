using System;
using System.Buffers.Binary;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace DefterX.TestSupport;

/// <summary>A card in the reader of vsmartcard-vpcd that knows its answer to reset and no command; disposal pulls it.</summary>
/// <remarks>Each message is a length of two octets, big-endian, and the content; one octet is an order to the card.</remarks>
public sealed class VirtualCard : IDisposable
{
    private const byte GetAtr = 4;

    private readonly TcpClient _client = new();
    private readonly Task _answers;

    internal VirtualCard(int port, byte[] atr)
    {
        _client.Connect(IPAddress.Loopback, port);
        _client.NoDelay = true;
        _answers = Task.Run(() => Answer(atr));
    }

    /// <summary>Pulls the card.</summary>
    public void Dispose()
    {
        _client.Close();
        _answers.Wait();
    }

    private void Answer(byte[] atr)
    {
        try
        {
            NetworkStream stream = _client.GetStream();
            byte[] length = new byte[2];
            while (true)
            {
                stream.ReadExactly(length);
                byte[] message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                stream.ReadExactly(message);
                if (message is [GetAtr]) Send(stream, atr);
                else if (message.Length > 1) Send(stream, [0x6D, 0x00]); // instruction not supported (ISO/IEC 7816-4, 5.1.3)
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The card was pulled, or the reader is gone.
        }
    }

    private static void Send(NetworkStream stream, byte[] content)
    {
        byte[] message = new byte[2 + content.Length];
        BinaryPrimitives.WriteUInt16BigEndian(message, (ushort)content.Length);
        content.CopyTo(message, 2);
        stream.Write(message);
    }
}
