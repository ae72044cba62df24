using System.Text.Json;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.DeadLetters;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Hivemind.Api.Traffic;

[ApiController, CamelCase]
[Route("api/v1/dead-letters")]
[Tags("dead-letters")]
[Produces("application/json")]
public sealed class DeadLettersController(IMediator mediator) : ControllerBase
{
    /// <summary>The dead letters of the organisation, newest first; status and eventType are comma lists.</summary>
    [HttpGet(Name = "list_dead_letters")]
    [ProducesResponseType<MetaList<DeadLetterView>>(200)]
    public Task<MetaList<DeadLetterView>> List(
        string? status, string? eventType, string? fingerprint, DateTimeOffset? since, DateTimeOffset? until, string? cursor,
        CancellationToken cancellationToken, int limit = MetaPage.DefaultLimit) =>
        mediator.Send(new ListDeadLetters(new(status, eventType, fingerprint, since, until), limit, cursor), cancellationToken);

    /// <summary>How many there are, by state and by event type.</summary>
    [HttpGet("stats", Name = "get_dead_letter_stats")]
    [ProducesResponseType<DeadLetterStats>(200)]
    public Task<DeadLetterStats> Stats(CancellationToken cancellationToken) => mediator.Send(new GetDeadLetterStats(), cancellationToken);

    /// <summary>The dead letters by the cause of their error: one group for errors that differ only in ids, numbers and quoted values.</summary>
    [HttpGet("groups", Name = "list_dead_letter_groups")]
    [ProducesResponseType<DeadLetterGroups>(200)]
    public Task<DeadLetterGroups> Groups(
        string? status, string? eventType, DateTimeOffset? since, DateTimeOffset? until, CancellationToken cancellationToken,
        int limit = MetaPage.DefaultLimit) =>
        mediator.Send(new ListDeadLetterGroups(new(status, eventType, null, since, until), limit), cancellationToken);

    /// <summary>One dead letter; admins see the stack.</summary>
    [HttpGet("{id:guid}", Name = "get_dead_letter")]
    [ProducesResponseType<DeadLetterView>(200)]
    public Task<DeadLetterView> Get(Guid id, CancellationToken cancellationToken) => mediator.Send(new GetDeadLetter(id), cancellationToken);

    /// <summary>The newest event of the same type and instance that went well, to compare the payloads.</summary>
    [HttpGet("{id:guid}/last-good", Name = "get_last_good_event")]
    [ProducesResponseType<LastGoodEvent>(200)]
    public Task<LastGoodEvent> LastGood(Guid id, CancellationToken cancellationToken) => mediator.Send(new GetLastGoodEvent(id), cancellationToken);

    /// <summary>
    /// Runs the handler on the event again, on an edited payload where one is given. The answer says what came of it; a handler that
    /// takes longer than five seconds is not waited for.
    /// </summary>
    [HttpPost("{id:guid}/retry", Name = "retry_dead_letter")]
    [ProducesResponseType<DeadLetterView>(200)]
    [Refuses(409)]
    public async Task<DeadLetterView> Retry(
        Guid id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] DeadLetterRetry? retry, CancellationToken cancellationToken)
    {
        await mediator.Send(new RetryDeadLetter(id, retry?.Payload, retry?.Force ?? false), cancellationToken);
        return await mediator.Send(new AwaitRetry(id), cancellationToken);
    }

    /// <summary>Says that somebody has dealt with it in another way.</summary>
    [HttpPost("{id:guid}/resolve", Name = "resolve_dead_letter")]
    [ProducesResponseType<DeadLetterView>(200)]
    [Refuses(409)]
    public Task<DeadLetterView> Resolve(Guid id, DeadLetterNote note, CancellationToken cancellationToken) =>
        mediator.Send(new ResolveDeadLetter(id, note.Note), cancellationToken);

    /// <summary>Gives it up: nobody retries it any more.</summary>
    [HttpPost("{id:guid}/abandon", Name = "abandon_dead_letter")]
    [ProducesResponseType<DeadLetterView>(200)]
    [Refuses(409)]
    public Task<DeadLetterView> Abandon(Guid id, CancellationToken cancellationToken) => mediator.Send(new AbandonDeadLetter(id), cancellationToken);
}

/// <summary>How a dead letter is retried.</summary>
/// <param name="Payload">Takes the place of the event's payload, and stays for later retries.</param>
/// <param name="Force">Retries also what was retried by hand five times.</param>
[CamelCase]
public sealed record DeadLetterRetry(JsonElement? Payload, bool? Force);

/// <summary>How it was dealt with, in 1 to 500 characters.</summary>
[CamelCase]
public sealed record DeadLetterNote(string Note);
