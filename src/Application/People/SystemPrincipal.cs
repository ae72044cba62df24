using Hivemind.Application.Common;

namespace Hivemind.Application.People;

/// <summary>Who acts when the command line or the server itself does: admin of the organisation it works on, with no credential.</summary>
public static class SystemPrincipal
{
    public const string ActorId = "hivemind";

    public static Principal Of(string orgId) => new() { OrgId = orgId, AgentId = ActorId, Role = OrgRole.Admin, Tier = Tier.Enterprise };
}
