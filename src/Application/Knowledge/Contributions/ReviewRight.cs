using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.People;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>Whether the caller may review what is in the queue of its organisation.</summary>
internal sealed class ReviewRight(CallContext call, IAccessReader access)
{
    public async Task<bool> Has(KnowledgeCategory category, CancellationToken cancellationToken) =>
        (await access.For(call.Caller, cancellationToken)).May(KnowledgeRight.Review, call.OrgId, category);

    public async Task Require(KnowledgeCategory category, CancellationToken cancellationToken)
    {
        if (!await Has(category, cancellationToken))
            throw RuleException.Forbidden("The policies of the organisation do not let this agent review the category.");
    }

    public async Task<KnowledgeFilter> Filter(CancellationToken cancellationToken) =>
        (await access.For(call.Caller, cancellationToken)).Filter(KnowledgeRight.Review);
}
