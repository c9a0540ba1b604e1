using System;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace DefterX.Service.Accounts;

/// <summary>From where a request comes.</summary>
/// <param name="Text">The IP address, for the audit log.</param>
/// <param name="Network">What counts as one client: an IPv4 address, or an IPv6 network of 64 bits, in which one machine may take any
/// address.</param>
internal sealed record ClientAddress(string Text, string Network)
{
    public static ClientAddress Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    /// <param name="address">Null where the transport has none, as on a Unix socket.</param>
    public static ClientAddress Of(IPAddress? address)
    {
        if (address is null) return new ClientAddress("local", "local");
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        // Without the scope (%eth0) of link-local addresses.
        if (address.AddressFamily == AddressFamily.InterNetworkV6) address = new IPAddress(address.GetAddressBytes());
        return new ClientAddress(address.ToString(), address.AddressFamily == AddressFamily.InterNetworkV6 ? NetworkOf(address) : address.ToString());
    }

    private static string NetworkOf(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes) + "/64";
    }
}
