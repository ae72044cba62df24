using Hivemind.Domain.Webhooks;

namespace Hivemind.UnitTests.Webhooks;

[Parallelizable(ParallelScope.All)]
public sealed class WebhookUrlTests
{
    [TestCase("https://example.com/hook", false)]
    [TestCase("https://example.com:8443/hook?key=1", false)]
    [TestCase("http://example.com/hook", true)]
    [TestCase("https://127.0.0.1/hook", false)] // refused where it is called, not where it is kept
    public void An_address_of_a_receiver_is_taken(string url, bool allowHttp) => Assert.That(WebhookUrl.Fault(url, allowHttp), Is.Null);

    [TestCase("")]
    [TestCase("example.com/hook")]
    [TestCase("/hook")]
    [TestCase("http://example.com/hook")]
    [TestCase("ftp://example.com/hook")]
    [TestCase("file:///etc/passwd")]
    [TestCase("javascript:alert(1)")]
    [TestCase("https://user:password@example.com/")]
    [TestCase("https://user@example.com/")]
    [TestCase("https://:@example.com/")]
    [TestCase("https://example.com/#part")]
    public void Anything_else_is_not(string url) => Assert.That(WebhookUrl.Fault(url, allowHttp: false), Is.Not.Null);
}
