using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.AutoApprove;
using Hivemind.Domain.Knowledge;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Knowledge.AutoApprove;

/// <summary>Which categories of knowledge need no reviewer.</summary>
[ApiController]
[Route("api/v1/auto-approve-rules")]
[Tags("auto-approve-rules")]
[Produces("application/json")]
public sealed class AutoApproveRulesController(IMediator mediator) : ControllerBase
{
    /// <summary>The rule of every category; those that nobody set are off.</summary>
    [HttpGet(Name = "list_auto_approve_rules")]
    [ProducesResponseType<OffsetList<AutoApproveRule>>(200)]
    public Task<OffsetList<AutoApproveRule>> List(CancellationToken cancellationToken) =>
        mediator.Send(new ListAutoApproveRules(), cancellationToken);

    /// <summary>The rule of one category.</summary>
    [HttpGet("{category}", Name = "get_auto_approve_rule")]
    [ProducesResponseType<AutoApproveRule>(200)]
    public Task<AutoApproveRule> Get(KnowledgeCategory category, CancellationToken cancellationToken) =>
        mediator.Send(new GetAutoApproveRule(category), cancellationToken);

    /// <summary>Lets contributions of a category in without review, or ends that. What already waits is not touched.</summary>
    [HttpPut("{category}", Name = "set_auto_approve_rule")]
    [ProducesResponseType<AutoApproveRule>(200)]
    public Task<AutoApproveRule> Set(KnowledgeCategory category, AutoApproveSetting setting, CancellationToken cancellationToken) =>
        mediator.Send(new SetAutoApproveRule(category, setting.IsAutoApprove), cancellationToken);
}

/// <summary>Whether contributions of the category need no reviewer.</summary>
public sealed record AutoApproveSetting
{
    public required bool IsAutoApprove { get; init; }
}
