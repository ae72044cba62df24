using Hivemind.Domain.Common;

namespace Hivemind.Domain.People;

/// <summary>What an agent is in its organisation; a contributor unless assigned otherwise.</summary>
public enum AgentRole
{
    Admin,
    Contributor,
}

/// <summary>The rule that an organisation never loses its last admin.</summary>
public static class AgentRoles
{
    public static void CheckChange(AgentRole before, AgentRole after, OtherAdmins others)
    {
        if (before is AgentRole.Admin && after is not AgentRole.Admin && others.Admins == 0)
            throw new RuleException(ErrorCode.Conflict, "The last admin of an organisation cannot be demoted.");
    }
}
