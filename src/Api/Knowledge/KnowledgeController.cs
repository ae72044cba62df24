using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Items;
using Hivemind.Application.Knowledge.Search;
using Hivemind.Domain.Knowledge;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Knowledge;

[ApiController]
[Route("api/v1/knowledge")]
[Tags("knowledge")]
[Produces("application/json")]
public sealed class KnowledgeController(IMediator mediator) : ControllerBase
{
    /// <summary>What the hive knows about a question: own and public items, by meaning and by words, best first.</summary>
    [HttpGet("search", Name = "search_knowledge")]
    [ProducesResponseType<SearchResults>(200)]
    [Refuses(429)]
    public Task<SearchResults> Search(
        string query, KnowledgeCategory? category, int? limit, string? cursor, DateTimeOffset? atTime, string? version, CancellationToken cancellationToken) =>
        mediator.Send(new SearchKnowledge(query, category, limit, cursor, atTime, version), cancellationToken);

    /// <summary>Browses the live items of the own organisation and the public ones. Does not count as a retrieval.</summary>
    [HttpGet("", Name = "list_knowledge")]
    [ProducesResponseType<CursorList<KnowledgeSummary>>(200)]
    public Task<CursorList<KnowledgeSummary>> List(
        KnowledgeCategory? category, bool? isPublic, CancellationToken cancellationToken,
        KnowledgeScope scope = KnowledgeScope.All, KnowledgeSort sort = KnowledgeSort.Newest, int limit = 20, string? cursor = null) =>
        mediator.Send(new ListKnowledge(category, isPublic, scope, sort, limit, cursor), cancellationToken);

    /// <summary>One item, whole. Counts as a retrieval.</summary>
    [HttpGet("{id:guid}", Name = "get_knowledge_item")]
    [ProducesResponseType<KnowledgeItemView>(200)]
    public Task<KnowledgeItemView> Get(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new GetKnowledgeItem(id), cancellationToken);

    /// <summary>Takes an item away, and with it all items that were made from it.</summary>
    [HttpDelete("{id:guid}", Name = "delete_knowledge_item")]
    [ProducesResponseType(204)]
    [Refuses(412)]
    public async Task<NoContentResult> Delete(Guid id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteKnowledgeItem(id), cancellationToken);
        return NoContent();
    }

    /// <summary>Shows an item of the own organisation to everybody.</summary>
    [HttpPost("{id:guid}/publish", Name = "publish_knowledge_item")]
    [ProducesResponseType<KnowledgeVisibility>(200)]
    [Refuses(409)]
    public Task<KnowledgeVisibility> Publish(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new SetKnowledgeVisibility(id, IsPublic: true), cancellationToken);

    /// <summary>Shows an item to the own organisation alone.</summary>
    [HttpPost("{id:guid}/unpublish", Name = "unpublish_knowledge_item")]
    [ProducesResponseType<KnowledgeVisibility>(200)]
    public Task<KnowledgeVisibility> Unpublish(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new SetKnowledgeVisibility(id, IsPublic: false), cancellationToken);

    /// <summary>Why an item of the own organisation has its quality.</summary>
    [HttpGet("{id:guid}/signals", Name = "get_knowledge_signals")]
    [ProducesResponseType<KnowledgeSignalsView>(200)]
    public Task<KnowledgeSignalsView> Signals(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new GetKnowledgeSignals(id), cancellationToken);
}
