using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.DeadLetters;
using MediatR;

namespace Hivemind.Application.Traffic.DeadLetters;

/// <summary>Somebody has dealt with a dead letter in another way. The handler did not run, so its event stays failed.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record ResolveDeadLetter(Guid Id, string Note) : ICommand<DeadLetterView>;

internal sealed class ResolveDeadLetterValidator : AbstractValidator<ResolveDeadLetter>
{
    public ResolveDeadLetterValidator() => RuleFor(command => command.Note)
        .Must(note => !string.IsNullOrWhiteSpace(note) && Text.Length(note) <= DeadLetter.MaxNoteLength)
        .WithMessage($"1 to {DeadLetter.MaxNoteLength} characters.");
}

internal sealed class ResolveDeadLetterHandler(IDeadLetterRepository letters, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<ResolveDeadLetter, DeadLetterView>
{
    public async Task<DeadLetterView> Handle(ResolveDeadLetter command, CancellationToken cancellationToken)
    {
        var stored = await letters.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("dead letter");

        var resolved = (await letters.Save([stored.Resolve(command.Note, time.Now())], cancellationToken))[0];
        await audit.Write("dead_letter.resolved", "dead_letter", $"{resolved.Id}", new { resolved.EventId, resolved.Handler }, cancellationToken);
        return DeadLetterView.Of(resolved, call.Caller);
    }
}
