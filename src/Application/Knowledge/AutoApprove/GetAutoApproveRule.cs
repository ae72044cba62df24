using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Knowledge;
using MediatR;

namespace Hivemind.Application.Knowledge.AutoApprove;

/// <summary>Whether one category is approved without a reviewer.</summary>
[Access(Audience.Admin, Scope.CommonsRead)]
public sealed record GetAutoApproveRule(KnowledgeCategory Category) : IQuery<AutoApproveRule>;

internal sealed class GetAutoApproveRuleHandler(CallContext call, IAutoApproveRules rules) : IRequestHandler<GetAutoApproveRule, AutoApproveRule>
{
    public async Task<AutoApproveRule> Handle(GetAutoApproveRule query, CancellationToken cancellationToken) =>
        (await rules.List(call.OrgId, cancellationToken)).FirstOrDefault(rule => rule.Category == query.Category)
            ?? AutoApproveRule.Unset(query.Category);
}
