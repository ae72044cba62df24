using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Hivemind.Domain.Webhooks;

/// <summary>
/// Which addresses a call on behalf of a tenant may reach: public unicast only, however an inner address is dressed up, and
/// what the operator lists.
/// </summary>
public static class AddressRules
{
    private static readonly IPNetwork[] Refused4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32"); // the last is a cloud's metadata service on a public address

    // Of IPv6 only global unicast is let through at all, less these.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] Refused6 = Networks("2001:2::/48", "2001:10::/28", "2001:20::/28", "2001:db8::/32", "3fff::/20");

    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");

    /// <param name="allowed">Networks of the operator that may be reached although they are not public.</param>
    public static bool IsAllowed(IPAddress address, IReadOnlyList<IPNetwork> allowed)
    {
        if (address.IsIPv4MappedToIPv6)
            return IsAllowed(address.MapToIPv4(), allowed);

        if (allowed.Any(network => network.Contains(address)))
            return true;

        if (address.AddressFamily is AddressFamily.InterNetwork)
            return !Refused4.Any(network => network.Contains(address));

        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
            return false;

        var inner = Inner(address);
        return inner.Count > 0
            ? !IsUnspecifiedOrLoopback(address) && inner.All(one => IsAllowed(one, allowed))
            : GlobalUnicast.Contains(address) && !Refused6.Any(network => network.Contains(address));
    }

    // The IPv4 addresses that an IPv6 address leads to.
    private static IReadOnlyList<IPAddress> Inner(IPAddress address)
    {
        var bytes = address.GetAddressBytes();

        if (Nat64.Contains(address) || Compatible.Contains(address))
            return [At(bytes, 12)];

        if (SixToFour.Contains(address))
            return [At(bytes, 2)];

        if (Teredo.Contains(address))
            return [At(bytes, 4), new IPAddress([(byte)~bytes[12], (byte)~bytes[13], (byte)~bytes[14], (byte)~bytes[15]])];

        // ISATAP: an interface id of 0000:5efe or 0200:5efe before the IPv4 address.
        var isIsatap = (BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(8)) & 0xFDFF_FFFF) == 0x0000_5EFE;
        return isIsatap && GlobalUnicast.Contains(address) ? [At(bytes, 12)] : [];
    }

    private static IPAddress At(byte[] bytes, int start) => new(bytes.AsSpan(start, 4));

    private static bool IsUnspecifiedOrLoopback(IPAddress address) => address.Equals(IPAddress.IPv6Any) || IPAddress.IsLoopback(address);

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(text => IPNetwork.Parse(text))];
}
