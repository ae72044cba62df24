using Hivemind.Domain.Live;

namespace Hivemind.UnitTests.Live;

[Parallelizable(ParallelScope.All)]
public sealed class PositionTests
{
    [Test]
    public void A_position_survives_its_text()
    {
        var position = new Position(ulong.MaxValue, 1_234_567_890_123, 42);

        var decoded = Position.TryDecode(position.Encode(), out var same);

        Assert.That(decoded, Is.True);
        Assert.That(same, Is.EqualTo(position));
    }

    [Test]
    public void Its_text_needs_no_escaping_in_a_url() =>
        Assert.That(new Position(ulong.MaxValue, ulong.MaxValue, long.MaxValue).Encode(), Does.Match("^[A-Za-z0-9_-]{32}$"));

    [TestCase("")]
    [TestCase("17")]
    [TestCase("not base64!")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", Description = "too long")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAP__________", Description = "negative id")]
    [TestCase("AAAA\0AAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Other_text_is_refused(string text) =>
        Assert.That(Position.TryDecode(text, out _), Is.False);

    [TestCase(2ul, 1, 1ul, 9, true)]
    [TestCase(1ul, 9, 2ul, 1, false)]
    [TestCase(1ul, 2, 1ul, 1, true)]
    [TestCase(1ul, 1, 1ul, 1, false)]
    public void The_transaction_orders_before_the_id(ulong tx, long id, ulong otherTx, long otherId, bool after) =>
        Assert.That(new Position(7, tx, id).IsAfter(new Position(7, otherTx, otherId)), Is.EqualTo(after));
}
