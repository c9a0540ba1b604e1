using System.Collections.Generic;
using System.Net;
using DefterX.Service.Operations.Hosting;

namespace DefterX.Service.Operations.Tls;

/// <summary>The proxies whose word about a client's address and scheme counts.</summary>
internal sealed class TrustedProxies
{
    private readonly List<IPNetwork> _networks = [];

    /// <param name="addresses">Addresses, or networks as <c>10.0.0.0/8</c>.</param>
    /// <exception cref="ServiceStartException">One is neither.</exception>
    public TrustedProxies(IEnumerable<string> addresses)
    {
        foreach (string address in addresses)
        {
            if (IPNetwork.TryParse(address, out IPNetwork network)) _networks.Add(network);
            else if (IPAddress.TryParse(address, out IPAddress? single)) _networks.Add(new IPNetwork(single, Width(single)));
            else throw new ServiceStartException(Text.Format(Strings.ProxyInvalid, address));
        }
    }

    public IReadOnlyList<IPNetwork> Networks => _networks;

    public bool Any => _networks.Count > 0;

    public bool Contains(IPAddress? address)
    {
        if (address is null) return false;
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _networks.Exists(network => network.Contains(plain));
    }

    private static int Width(IPAddress address) => address.GetAddressBytes().Length * 8;
}
