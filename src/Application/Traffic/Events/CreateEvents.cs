using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Traffic.Events;

/// <summary>Records up to 1,000 events in one transaction: the fast way in. What is wrong with one does not hold the others back.</summary>
[Access(Audience.Principal, Scope.TrafficWrite)]
[CamelCase]
public sealed record CreateEvents(IReadOnlyList<EventInput> Events) : ICommand<EventBatchView>;

/// <summary>What became of each event of a batch, in its order, and how many of each kind.</summary>
[CamelCase]
public sealed record EventBatchView(IReadOnlyList<EventBatchItem> Items, int Created, int Duplicates, int Refused);

/// <param name="Index">The place in the batch, from 0.</param>
/// <param name="Id">The event, also where it was known before; null where it was refused.</param>
/// <param name="Code">Why it was refused; else null.</param>
/// <param name="Message">What is wrong, for people; null where it was not refused.</param>
[CamelCase]
public sealed record EventBatchItem(int Index, EventBatchStatus Status, Guid? Id, string? Code, string? Message);

/// <summary>What became of an event of a batch.</summary>
public enum EventBatchStatus
{
    Created,
    Duplicate,
    Refused,
}

internal sealed class CreateEventsValidator : AbstractValidator<CreateEvents>
{
    private const int MaxEvents = 1000;

    public CreateEventsValidator() =>
        RuleFor(command => command.Events).Must(events => events is { Count: >= 1 and <= MaxEvents } && events.All(one => one is not null))
            .WithMessage($"1 to {MaxEvents} events.");
}

internal sealed class CreateEventsHandler(EventIngest ingest, CallContext call) : IRequestHandler<CreateEvents, EventBatchView>
{
    public async Task<EventBatchView> Handle(CreateEvents command, CancellationToken cancellationToken)
    {
        var faults = command.Events.Select(input => EventInputRules.Faults(input).Select(fault => $"{fault.Field}: {fault.Message}").FirstOrDefault()).ToList();
        var answers = new Queue<IngestAnswer>(await ingest.Take(
            [.. command.Events.Where((_, index) => faults[index] is null).Select(input => input.ToNew(call.OrgId))], cancellationToken));

        var items = faults.Select((fault, index) => fault is null ? Item(index, answers.Dequeue()) : Refused(index, fault)).ToList();
        return new(items, Count(EventBatchStatus.Created), Count(EventBatchStatus.Duplicate), Count(EventBatchStatus.Refused));

        int Count(EventBatchStatus status) => items.Count(item => item.Status == status);
    }

    private static EventBatchItem Item(int index, IngestAnswer answer) => answer.Refusal is ValidationFailedException refusal
        ? Refused(index, string.Join(" ", refusal.Errors.Select(error => $"{error.Key}: {string.Join(" ", error.Value)}")))
        : new(index, answer.IsNew ? EventBatchStatus.Created : EventBatchStatus.Duplicate, answer.Event?.Id, null, null);

    private static EventBatchItem Refused(int index, string message) => new(index, EventBatchStatus.Refused, null, ErrorCode.Validation, message);
}
