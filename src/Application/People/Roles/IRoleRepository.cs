using System.Text.Json.Serialization;
using Hivemind.Application.Common;
using Hivemind.Domain.People;

namespace Hivemind.Application.People.Roles;

/// <summary>Roles and policies of agents.</summary>
public interface IRoleRepository
{
    /// <summary>Contributor when none is assigned.</summary>
    Task<AgentRole> Find(string orgId, string agentId, CancellationToken cancellationToken);

    Task<RoleView> Assign(string orgId, string agentId, AgentRole role, string assignedBy, CancellationToken cancellationToken);

    /// <summary>Refuses a policy that exists with DUPLICATE.</summary>
    Task<PolicyView> AddPolicy(string orgId, string agentId, string target, PolicyAction action, string createdBy, CancellationToken cancellationToken);

    /// <returns>Null when the organisation has no such policy.</returns>
    Task<PolicyView?> RemovePolicy(string orgId, Guid id, CancellationToken cancellationToken);
}

/// <summary>Read models of roles and policies.</summary>
public interface IRoleQueries
{
    Task<OffsetList<RoleView>> ListRoles(string orgId, string? agentId, OffsetPage page, CancellationToken cancellationToken);

    Task<OffsetList<PolicyView>> ListPolicies(string orgId, string? agentId, OffsetPage page, CancellationToken cancellationToken);
}

/// <summary>The role of one agent.</summary>
public sealed record RoleView(string AgentId, AgentRole Role, string AssignedBy, DateTimeOffset CreatedAt);

/// <summary>One rule that narrows or widens what an agent may do with knowledge.</summary>
public sealed record PolicyView(
    Guid Id, string AgentId, [property: JsonPropertyName("object")] string Target, PolicyAction Action, string CreatedBy, DateTimeOffset CreatedAt);
