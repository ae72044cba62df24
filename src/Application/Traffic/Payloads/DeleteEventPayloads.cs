using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.Traffic.Links;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Payloads;
using MediatR;

namespace Hivemind.Application.Traffic.Payloads;

/// <summary>Drops the texts of an event's payloads; that they were there, and who deleted them, stays until their time is over.</summary>
/// <param name="Stage">Null for every stage.</param>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record DeleteEventPayloads(Guid EventId, string? Stage, string? Reason) : ICommand<int>;

internal sealed class DeleteEventPayloadsValidator : AbstractValidator<DeleteEventPayloads>
{
    private const int MaxReasonLength = 500;

    public DeleteEventPayloadsValidator() => RuleFor(command => command.Reason)
        .Must(reason => reason is null || Text.Length(reason) <= MaxReasonLength).WithMessage($"At most {MaxReasonLength} characters.");
}

internal sealed class DeleteEventPayloadsHandler(
    IPayloadRepository payloads, IEventExistence events, IAuditLog audit, CallContext call, TimeProvider time) : IRequestHandler<DeleteEventPayloads, int>
{
    public async Task<int> Handle(DeleteEventPayloads command, CancellationToken cancellationToken)
    {
        if (!await events.Exists(call.OrgId, command.EventId, cancellationToken))
            throw new NotFoundException("event");

        PayloadStage? stage = command.Stage is null ? null
            : EnumText.TryParse<PayloadStage>(command.Stage, out var known) ? known
            : throw new NotFoundException("payload");

        var deletion = new PayloadDeletion(call.OrgId, command.EventId, stage, call.Caller.ActorId, command.Reason, time.Now());
        var deleted = await payloads.Delete(deletion, cancellationToken);
        if (deleted == 0 && stage is not null)
            throw new NotFoundException("payload");

        await audit.Write("event_payload.deleted", "event", $"{command.EventId}", new { command.Stage, deleted }, cancellationToken);
        return deleted;
    }
}
