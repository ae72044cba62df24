using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.DeadLetters;
using MediatR;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>Asks the workers to run the handler on the event once more, on another payload where one is given.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record RetryDeadLetter(Guid Id, JsonElement? Payload, bool Force) : ICommand<DeadLetterView>;

internal sealed class RetryDeadLetterHandler(IDeadLetterRepository letters, IAuditLog audit, CallContext call)
    : IRequestHandler<RetryDeadLetter, DeadLetterView>
{
    public async Task<DeadLetterView> Handle(RetryDeadLetter command, CancellationToken cancellationToken)
    {
        var stored = await letters.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("dead letter");
        var payload = command.Payload is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } edited ? edited.GetRawText() : null;

        var retried = (await letters.Save([stored.Retry(RetryKind.Manual, payload, command.Force)], cancellationToken))[0];
        await audit.Write("dead_letter.retried", "dead_letter", $"{retried.Id}",
            new { retried.EventId, retried.Handler, IsEdited = payload is not null, command.Force }, cancellationToken);
        return DeadLetterView.Of(retried, call.Caller);
    }
}
