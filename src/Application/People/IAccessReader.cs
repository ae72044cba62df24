using Hivemind.Application.Common;
using Hivemind.Domain.People;

namespace Hivemind.Application.People;

/// <summary>What the caller may do with knowledge: its role, narrowed or widened by its policies.</summary>
public interface IAccessReader
{
    /// <summary>Admins and users are decided by role alone and cost no query.</summary>
    Task<KnowledgeAccess> For(Principal principal, CancellationToken cancellationToken);
}
