using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>Gives a dead letter up: nobody retries it any more.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record AbandonDeadLetter(Guid Id) : ICommand<DeadLetterView>;

internal sealed class AbandonDeadLetterHandler(IDeadLetterRepository letters, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<AbandonDeadLetter, DeadLetterView>
{
    public async Task<DeadLetterView> Handle(AbandonDeadLetter command, CancellationToken cancellationToken)
    {
        var stored = await letters.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("dead letter");

        var abandoned = (await letters.Save([stored.Abandon(time.Now())], cancellationToken))[0];
        await audit.Write("dead_letter.abandoned", "dead_letter", $"{abandoned.Id}", new { abandoned.EventId, abandoned.Handler }, cancellationToken);
        return DeadLetterView.Of(abandoned, call.Caller);
    }
}
