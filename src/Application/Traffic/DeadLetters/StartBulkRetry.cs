using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.DeadLetters;
using Hivemind.Domain.Traffic.Processing;
using MediatR;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>Retries every pending dead letter that the filter chooses, at a pace; one at a time per organisation. A dry run only counts.</summary>
[CamelCase, Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record StartBulkRetry(BulkRetryFilter? Filter, bool? DryRun, int? RatePerSecond, bool? Force) : ICommand<BulkRetryView>;

internal sealed class StartBulkRetryValidator : AbstractValidator<StartBulkRetry>
{
    public StartBulkRetryValidator()
    {
        RuleFor(command => command.RatePerSecond).InclusiveBetween(1, BulkRetry.MaxRate);
        RuleFor(command => command.Filter!.Until)
            .GreaterThan(command => command.Filter!.Since)
            .When(command => command.Filter is { Since: not null, Until: not null })
            .OverridePropertyName("Filter");
    }
}

internal sealed class StartBulkRetryHandler(IBulkRetryRepository retries, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<StartBulkRetry, BulkRetryView>
{
    public async Task<BulkRetryView> Handle(StartBulkRetry command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var filter = command.Filter?.Read() ?? new DeadLetterFilter(null, null, null, null, null);
        var retry = new BulkRetry
        {
            Id = Guid.CreateVersion7(now),
            OrgId = call.OrgId,
            Filter = filter,
            DryRun = command.DryRun ?? false,
            Force = command.Force ?? false,
            RatePerSecond = command.RatePerSecond ?? BulkRetry.DefaultRate,
            StartedBy = call.Caller.ActorId,
            StartedAt = now,
            Total = await retries.CountPending(call.OrgId, filter, cancellationToken),
        };
        if (retry.DryRun)
            retry = retry.End(SessionStatus.Completed, now);

        if (!await retries.Add(retry, cancellationToken))
            throw new HivemindException(ErrorCode.Conflict, "Another bulk retry of the organisation is running.");

        await audit.Write("dead_letter_retry.started", "dead_letter_retry", $"{retry.Id}",
            new { retry.Total, retry.DryRun, retry.Force, retry.RatePerSecond }, cancellationToken);
        return BulkRetryView.Of(retry);
    }
}
