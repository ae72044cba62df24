using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Knowledge;
using MediatR;

namespace Hivemind.Application.Knowledge.AutoApprove;

/// <summary>The rule of every category, in the order of the categories.</summary>
[Access(Audience.Admin, Scope.CommonsRead)]
public sealed record ListAutoApproveRules : IQuery<OffsetList<AutoApproveRule>>;

internal sealed class ListAutoApproveRulesHandler(CallContext call, IAutoApproveRules rules)
    : IRequestHandler<ListAutoApproveRules, OffsetList<AutoApproveRule>>
{
    public async Task<OffsetList<AutoApproveRule>> Handle(ListAutoApproveRules query, CancellationToken cancellationToken)
    {
        var set = (await rules.List(call.OrgId, cancellationToken)).ToDictionary(rule => rule.Category);
        List<AutoApproveRule> all = [.. KnowledgeCategories.All.Select(category => set.GetValueOrDefault(category) ?? AutoApproveRule.Unset(category))];
        return new(all, all.Count, all.Count, 0, null);
    }
}
