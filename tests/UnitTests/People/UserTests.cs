using Hivemind.Domain.Common;
using Hivemind.Domain.People;

namespace Hivemind.UnitTests.People;

[Parallelizable(ParallelScope.All)]
public sealed class UserTests
{
    private static readonly OtherAdmins Nobody = new(0, 0);
    private static readonly OtherAdmins Many = new(2, 4);

    [Test]
    public void Only_an_owner_makes_an_owner()
    {
        Assert.That(() => Of(UserRole.Admin).Change(UserRole.Owner, true, byOwner: false, Many), Refuses(ErrorCode.Forbidden));
        Assert.That(() => Of(UserRole.Admin).Change(UserRole.Owner, true, byOwner: true, Many), Throws.Nothing);
    }

    [Test]
    public void Only_an_owner_unmakes_or_deactivates_an_owner()
    {
        Assert.That(() => Of(UserRole.Owner).Change(UserRole.Member, true, byOwner: false, Many), Refuses(ErrorCode.Forbidden));
        Assert.That(() => Of(UserRole.Owner).Change(UserRole.Owner, false, byOwner: false, Many), Refuses(ErrorCode.Forbidden));
        Assert.That(() => Of(UserRole.Owner).Change(UserRole.Owner, false, byOwner: true, Many), Throws.Nothing);
    }

    [Test]
    public void The_last_active_owner_stays()
    {
        var onlyAdminsBeside = new OtherAdmins(0, 3);

        Assert.That(() => Of(UserRole.Owner).Change(UserRole.Admin, true, byOwner: true, onlyAdminsBeside), Refuses(ErrorCode.Conflict));
        Assert.That(() => Of(UserRole.Owner).Change(UserRole.Owner, false, byOwner: true, onlyAdminsBeside), Refuses(ErrorCode.Conflict));
    }

    [Test]
    public void The_last_admin_stays()
    {
        Assert.That(() => Of(UserRole.Admin).Change(UserRole.Member, true, byOwner: false, Nobody), Refuses(ErrorCode.Conflict));
        Assert.That(() => Of(UserRole.Admin).Change(UserRole.Member, true, byOwner: false, new OtherAdmins(0, 1)), Throws.Nothing);
    }

    [Test]
    public void What_does_not_change_is_not_refused()
    {
        Assert.That(() => Of(UserRole.Owner).Change(UserRole.Owner, true, byOwner: false, Nobody), Throws.Nothing);
    }

    [Test]
    public void The_last_admin_agent_stays()
    {
        Assert.That(() => AgentRoles.CheckChange(AgentRole.Admin, AgentRole.Contributor, Nobody), Refuses(ErrorCode.Conflict));
        Assert.That(() => AgentRoles.CheckChange(AgentRole.Admin, AgentRole.Admin, Nobody), Throws.Nothing);
        Assert.That(() => AgentRoles.CheckChange(AgentRole.Contributor, AgentRole.Contributor, Nobody), Throws.Nothing);
        Assert.That(() => AgentRoles.CheckChange(AgentRole.Admin, AgentRole.Contributor, Many), Throws.Nothing);
    }

    private static User Of(UserRole role) => User.Register("acme", "ada@example.com", "Ada", role, DateTimeOffset.UnixEpoch);

    private static NUnit.Framework.Constraints.EqualStringConstraint Refuses(string code) =>
        Throws.TypeOf<RuleException>().With.Property(nameof(RuleException.Code)).EqualTo(code);
}
