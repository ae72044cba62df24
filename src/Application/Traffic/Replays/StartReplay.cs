using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Replays;
using MediatR;

namespace Hivemind.Application.Traffic.Replays;

/// <summary>Begins to run the handlers of stored events again; one replay at a time per organisation.</summary>
/// <param name="Until">Up to but without this; default now.</param>
/// <param name="EventTypes">Left out: all but those of the server itself, which are never replayed.</param>
/// <param name="Limit">How many events at most, the oldest first; default 10,000.</param>
/// <param name="SpeedMultiplier">0, the default, is as fast as possible; 1 is the pace at which the events came.</param>
/// <param name="SkipProcessed">Leaves out completed events.</param>
/// <param name="DryRun">Only counts.</param>
[CamelCase, Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record StartReplay(
    DateTimeOffset Since, DateTimeOffset? Until, IReadOnlyList<string>? EventTypes, Guid? InstanceId, int? Limit, double? SpeedMultiplier,
    bool? SkipProcessed, bool? DryRun) : ICommand<ReplayView>;

internal sealed class StartReplayValidator : AbstractValidator<StartReplay>
{
    public StartReplayValidator(TimeProvider time)
    {
        RuleFor(command => command.Since).NotEmpty();
        RuleFor(command => command.Until ?? time.GetUtcNow()).GreaterThan(command => command.Since).OverridePropertyName("Until");
        RuleFor(command => command.Limit).InclusiveBetween(1, ReplaySession.MaxLimit);
        RuleFor(command => command.SpeedMultiplier).InclusiveBetween(0, ReplaySession.MaxSpeed);
        RuleFor(command => command.EventTypes).Must(types => types is null or { Count: > 0 and <= 50 }).WithMessage("1 to 50 event types.");
    }
}

internal sealed class StartReplayHandler(IReplayRepository replays, ReplayNews news, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<StartReplay, ReplayView>
{
    public async Task<ReplayView> Handle(StartReplay command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var session = new ReplaySession
        {
            Id = Guid.CreateVersion7(now),
            OrgId = call.OrgId,
            Since = command.Since,
            Until = command.Until ?? now,
            EventTypes = command.EventTypes,
            InstanceId = command.InstanceId,
            Limit = command.Limit ?? ReplaySession.DefaultLimit,
            SpeedMultiplier = command.SpeedMultiplier ?? 0,
            SkipProcessed = command.SkipProcessed ?? false,
            DryRun = command.DryRun ?? false,
            StartedBy = call.Caller.ActorId,
            StartedAt = now,
        };

        if (!await replays.Add(session, cancellationToken))
            throw new HivemindException(ErrorCode.Conflict, "Another replay of the organisation is running.");

        await news.Tell(ReplayNews.Started, session, cancellationToken);
        await audit.Write("replay.started", "replay", $"{session.Id}",
            new { session.Since, session.Until, session.EventTypes, session.InstanceId, session.Limit, session.SkipProcessed, session.DryRun }, cancellationToken);
        return ReplayView.Of(session);
    }
}
