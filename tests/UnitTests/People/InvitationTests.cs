using Hivemind.Domain.Common;
using Hivemind.Domain.People;

namespace Hivemind.UnitTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class InvitationTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly Guid Ada = Guid.CreateVersion7(Now);

    [Test]
    public void It_is_accepted_once()
    {
        var invitation = For(null);
        invitation.Accept("ada@example.com", Ada, Now);

        Assert.That(invitation.AcceptedBy, Is.EqualTo(Ada));
        Assert.That(() => invitation.Accept("eve@example.com", Ada, Now), Closed());
    }

    [Test]
    public void It_is_only_for_its_address()
    {
        Assert.That(() => For("ada@example.com").Accept("eve@example.com", Ada, Now), Closed());
        Assert.That(() => For("ada@example.com").Accept("Ada@Example.com", Ada, Now), Throws.Nothing);
    }

    [Test]
    public void It_ends()
    {
        Assert.That(() => For(null).Accept("ada@example.com", Ada, Now.AddDays(7).AddTicks(-1)), Throws.Nothing);
        Assert.That(() => For(null).Accept("ada@example.com", Ada, Now.AddDays(7)), Closed());
    }

    [Test]
    public void A_revoked_one_is_closed_and_an_accepted_one_cannot_be_revoked()
    {
        var revoked = For(null);
        revoked.Revoke(Now);
        var accepted = For(null);
        accepted.Accept("ada@example.com", Ada, Now);

        Assert.That(() => revoked.Accept("ada@example.com", Ada, Now), Closed());
        Assert.That(() => accepted.Revoke(Now), Throws.TypeOf<RuleException>().With.Property(nameof(RuleException.Code)).EqualTo(ErrorCode.InvalidState));
    }

    private static Invitation For(string? email) => new(Ada, "acme", email, null, UserRole.Member, Now, Now.AddDays(7));

    private static NUnit.Framework.Constraints.EqualStringConstraint Closed() =>
        Throws.TypeOf<RuleException>().With.Property(nameof(RuleException.Code)).EqualTo(ErrorCode.RegistrationClosed);
}
