using System.Net;
using Hivemind.Domain.Webhooks;

namespace Hivemind.UnitTests.Webhooks;

[Parallelizable(ParallelScope.All)]
public sealed class AddressRulesTests
{
    [TestCase("1.1.1.1")]
    [TestCase("8.8.8.8")]
    [TestCase("100.63.255.255")]
    [TestCase("100.128.0.0")]
    [TestCase("172.15.255.255")]
    [TestCase("172.32.0.0")]
    [TestCase("192.167.255.255")]
    [TestCase("192.169.0.0")]
    [TestCase("169.253.255.255")]
    [TestCase("223.255.255.255")]
    [TestCase("2606:4700:4700::1111")]
    [TestCase("2a00:1450:4001:800::200e")]
    [TestCase("::ffff:8.8.8.8")]
    [TestCase("::8.8.8.8")]
    [TestCase("64:ff9b::8.8.8.8")]
    [TestCase("2002:808:808::1")]
    public void Public_addresses_are_reached(string address) => Assert.That(IsAllowed(address), Is.True);

    [TestCase("0.0.0.0")]
    [TestCase("0.1.2.3")]
    [TestCase("10.0.0.1")]
    [TestCase("10.255.255.255")]
    [TestCase("100.64.0.1")]
    [TestCase("100.100.100.200")]
    [TestCase("100.127.255.255")]
    [TestCase("127.0.0.1")]
    [TestCase("127.255.255.254")]
    [TestCase("168.63.129.16")]
    [TestCase("169.254.0.1")]
    [TestCase("169.254.169.254")]
    [TestCase("172.16.0.1")]
    [TestCase("172.31.255.255")]
    [TestCase("192.0.0.192")]
    [TestCase("192.0.2.1")]
    [TestCase("192.168.1.1")]
    [TestCase("198.18.0.1")]
    [TestCase("198.19.255.255")]
    [TestCase("198.51.100.7")]
    [TestCase("203.0.113.7")]
    [TestCase("224.0.0.1")]
    [TestCase("239.255.255.250")]
    [TestCase("240.0.0.1")]
    [TestCase("255.255.255.255")]
    [TestCase("::")]
    [TestCase("::1")]
    [TestCase("::ffff:127.0.0.1")]
    [TestCase("::ffff:10.0.0.1")]
    [TestCase("::ffff:169.254.169.254")]
    [TestCase("::127.0.0.1")]
    [TestCase("::10.1.2.3")]
    [TestCase("64:ff9b::127.0.0.1")]
    [TestCase("64:ff9b::192.168.0.1")]
    [TestCase("64:ff9b::169.254.169.254")]
    [TestCase("64:ff9b:1::1")]
    [TestCase("64:ff9b:1:ffff::8.8.8.8")]
    [TestCase("2002:7f00:1::1")]
    [TestCase("2002:a00:1::")]
    [TestCase("2002:c0a8:101::1")]
    [TestCase("2001:0:7f00:1:0:0:f7f7:f7f7")] // Teredo with a loopback server
    [TestCase("2001:0:808:808:0:0:80ff:fffe")] // Teredo of the client 127.0.0.1
    [TestCase("2001:0:808:808:0:0:f5ff:fffe")] // Teredo of the client 10.0.0.1
    [TestCase("2a00:1450::5efe:10.0.0.1")] // ISATAP
    [TestCase("2a00:1450::200:5efe:192.168.0.1")]
    [TestCase("100::1")]
    [TestCase("2001:db8::1")]
    [TestCase("3fff::1")]
    [TestCase("5f00::1")]
    [TestCase("4000::1")]
    [TestCase("fc00::1")]
    [TestCase("fd00:ec2::254")]
    [TestCase("fe80::1")]
    [TestCase("fe80::1%1")]
    [TestCase("febf::1")]
    [TestCase("fec0::1")]
    [TestCase("ff02::1")]
    [TestCase("ff0e::1")]
    public void Inner_addresses_are_refused_however_dressed(string address) => Assert.That(IsAllowed(address), Is.False);

    [TestCase("10.1.2.3", "10.0.0.0/8", true)]
    [TestCase("11.1.2.3", "10.0.0.0/8", true)]
    [TestCase("192.168.0.1", "10.0.0.0/8", false)]
    [TestCase("::ffff:10.1.2.3", "10.0.0.0/8", true)]
    [TestCase("64:ff9b::10.1.2.3", "10.0.0.0/8", true)]
    [TestCase("64:ff9b::192.168.0.1", "10.0.0.0/8", false)]
    [TestCase("::1", "::1/128", true)]
    [TestCase("fd12::7", "fd12::/16", true)]
    [TestCase("fd13::7", "fd12::/16", false)]
    public void The_operator_may_list_networks(string address, string network, bool allowed) =>
        Assert.That(IsAllowed(address, network), Is.EqualTo(allowed));

    private static bool IsAllowed(string address, params string[] networks) =>
        AddressRules.IsAllowed(IPAddress.Parse(address), [.. networks.Select(network => IPNetwork.Parse(network))]);
}
