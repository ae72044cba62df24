using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using MediatR;

namespace Hivemind.Application.Knowledge.AutoApprove;

/// <summary>An admin lets the contributions of a category in without review, or ends that. What already waits is not touched.</summary>
[Access(Audience.Admin, Scope.CommonsWrite)]
public sealed record SetAutoApproveRule(KnowledgeCategory Category, bool IsAutoApprove) : ICommand<AutoApproveRule>;

internal sealed class SetAutoApproveRuleHandler(CallContext call, IAutoApproveRules rules, IAuditLog audit)
    : IRequestHandler<SetAutoApproveRule, AutoApproveRule>
{
    public async Task<AutoApproveRule> Handle(SetAutoApproveRule command, CancellationToken cancellationToken)
    {
        var rule = await rules.Set(call.OrgId, command.Category, command.IsAutoApprove, call.ExpectedVersion, cancellationToken)
            ?? throw new HivemindException(ErrorCode.PreconditionFailed, "The rule has changed since it was read.");

        await audit.Write("auto_approve_rule.set", "auto_approve_rule", EnumText.Of(command.Category), new { command.IsAutoApprove }, cancellationToken);
        return rule;
    }
}
