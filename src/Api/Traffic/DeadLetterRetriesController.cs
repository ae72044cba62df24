using Hivemind.Api.Common;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.Traffic.DeadLetters;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Traffic;

[ApiController, CamelCase]
[Route("api/v1/dead-letters/retries")]
[Tags("dead-letters")]
[Produces("application/json")]
public sealed class DeadLetterRetriesController(IMediator mediator) : ControllerBase
{
    /// <summary>Retries every pending dead letter that the filter chooses, at a pace; a dry run only counts them. One at a time.</summary>
    [HttpPost(Name = "start_dead_letter_retries")]
    [Idempotent]
    [ProducesResponseType<BulkRetryView>(202)]
    public async Task<ActionResult<BulkRetryView>> Start(StartBulkRetry command, CancellationToken cancellationToken) =>
        Accepted(await mediator.Send(command, cancellationToken));

    /// <summary>The bulk retries of the organisation, newest first.</summary>
    [HttpGet(Name = "list_dead_letter_retries")]
    [ProducesResponseType<MetaList<BulkRetryView>>(200)]
    public Task<MetaList<BulkRetryView>> List(string? cursor, CancellationToken cancellationToken, int limit = MetaPage.DefaultLimit) =>
        mediator.Send(new ListBulkRetries(limit, cursor), cancellationToken);

    /// <summary>One bulk retry and how far it has come.</summary>
    [HttpGet("{id:guid}", Name = "get_dead_letter_retries")]
    [ProducesResponseType<BulkRetryView>(200)]
    public Task<BulkRetryView> Get(Guid id, CancellationToken cancellationToken) => mediator.Send(new GetBulkRetry(id), cancellationToken);

    /// <summary>Ends a bulk retry; what it has handed to the workers is still retried.</summary>
    [HttpDelete("{id:guid}", Name = "cancel_dead_letter_retries")]
    [ProducesResponseType<BulkRetryView>(200)]
    [Refuses(409)]
    public Task<BulkRetryView> Cancel(Guid id, CancellationToken cancellationToken) => mediator.Send(new CancelBulkRetry(id), cancellationToken);
}
