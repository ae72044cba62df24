using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge.Contributions;
using Hivemind.Domain.Knowledge.Outcomes;
using Hivemind.Domain.People;
using MediatR;

namespace Hivemind.Application.Knowledge.Outcomes;

/// <summary>Tells whether an item helped. An agent has one vote per item; a later one takes its place.</summary>
[Access(Audience.Principal, Scope.CommonsWrite)]
public sealed record ReportOutcome(Guid ItemId, Outcome? Outcome, string? RunId = null) : ICommand<OutcomeReport>;

/// <summary>Whether the vote is new to the server.</summary>
public enum OutcomeStatus
{
    Recorded,
    AlreadyRecorded,
}

/// <summary>The vote as it stands now.</summary>
public sealed record OutcomeReport(OutcomeStatus Status, Guid ItemId, Outcome Outcome, Guid SignalId);

internal sealed class ReportOutcomeValidator : AbstractValidator<ReportOutcome>
{
    public ReportOutcomeValidator()
    {
        RuleFor(report => report.ItemId).NotEmpty();
        RuleFor(report => report.Outcome).NotNull();
        RuleFor(report => report.RunId).MaximumLength(255);
    }
}

internal sealed class ReportOutcomeHandler(IVoteRepository votes, CallContext call, IAccessReader access, TimeProvider time)
    : IRequestHandler<ReportOutcome, OutcomeReport>
{
    public async Task<OutcomeReport> Handle(ReportOutcome command, CancellationToken cancellationToken)
    {
        var (caller, outcome, now) = (call.Caller, command.Outcome.GetValueOrDefault(), time.Now());
        var runId = SafeText.WithoutSecrets(command.RunId, ContributionShape.MaxRunId);
        var rights = await access.For(caller, cancellationToken);

        var item = await votes.FindItem(command.ItemId, caller.OrgId, cancellationToken);
        if (item is null || !rights.May(KnowledgeRight.Read, item.OrgId, item.Category, item.Id))
            throw new NotFoundException("item");

        if (!rights.May(KnowledgeRight.Write, item.OrgId, item.Category, item.Id))
            throw RuleException.Forbidden("The policies of the organisation do not let this agent vote on the item.");

        var isSelf = item.OrgId == caller.OrgId && item.SourceAgentId == caller.ActorId;
        var former = await votes.FindVote(item.Id, caller.OrgId, caller.ActorId, cancellationToken);
        if (VoteChange.Of(former, outcome, runId, isSelf) is not { } change)
            return new(OutcomeStatus.AlreadyRecorded, item.Id, outcome, former?.SignalId ?? default);

        var vote = new Vote(Guid.CreateVersion7(now), outcome, runId);
        await votes.Replace(new NewVote(item.Id, caller.OrgId, caller.ActorId, isSelf, vote, former?.SignalId, change, now), cancellationToken);
        return new(OutcomeStatus.Recorded, item.Id, outcome, vote.SignalId);
    }
}
