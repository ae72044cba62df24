using System.Text.Json;
using Hivemind.Api.Common;
using Hivemind.Api.OpenApi;
using Hivemind.Application.Common;
using Hivemind.Application.Work.Conversations;
using Hivemind.Domain.Work.Conversations;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.Api.Work;

[ApiController]
[Route("api/v1/conversations")]
[Tags("conversations")]
[Produces("application/json")]
public sealed class ConversationsController(IMediator mediator) : ControllerBase
{
    /// <summary>The conversations that the caller may read, last changed first.</summary>
    [HttpGet(Name = "list_conversations")]
    [ProducesResponseType<OffsetList<ConversationView>>(200)]
    public Task<OffsetList<ConversationView>> List(
        Guid? userId, ConversationKind? kind, int? offset, string? cursor, CancellationToken cancellationToken, bool includeArchived = false,
        int limit = OffsetPage.DefaultLimit) =>
        mediator.Send(new ListConversations(userId, kind, includeArchived, limit, offset, cursor), cancellationToken);

    /// <summary>Begins a conversation, with agents or between participants.</summary>
    [HttpPost(Name = "create_conversation")]
    [Idempotent]
    [Refuses(409)]
    [ProducesResponseType<ConversationView>(201)]
    public async Task<IActionResult> Create(CreateConversation body, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(body, cancellationToken));

    /// <summary>One conversation.</summary>
    [HttpGet("{id:guid}", Name = "get_conversation")]
    [ProducesResponseType<ConversationView>(200)]
    public Task<ConversationView> Get(Guid id, CancellationToken cancellationToken) => mediator.Send(new GetConversation(id), cancellationToken);

    /// <summary>The conversation of an outside thing, such as jira:KEY or github:repo#n.</summary>
    [HttpGet("by-flow/{*flow_id}", Name = "get_conversation_by_flow")]
    [ProducesResponseType<ConversationView>(200)]
    public Task<ConversationView> GetByFlow([FromRoute(Name = "flow_id")] string flowId, CancellationToken cancellationToken) =>
        mediator.Send(new GetConversationByFlow(WholePath.Text(flowId)), cancellationToken);

    /// <summary>Changes what is given.</summary>
    [HttpPatch("{id:guid}", Name = "update_conversation")]
    [ProducesResponseType<ConversationView>(200)]
    public Task<ConversationView> Update(Guid id, ConversationChange change, CancellationToken cancellationToken) =>
        mediator.Send(new UpdateConversation(id, change.Title, change.IsArchived, change.Metadata), cancellationToken);

    /// <summary>Sets everything that can be changed; what is left out becomes empty.</summary>
    [HttpPut("{id:guid}", Name = "replace_conversation")]
    [ProducesResponseType<ConversationView>(200)]
    public Task<ConversationView> Replace(Guid id, ConversationContent content, CancellationToken cancellationToken) =>
        mediator.Send(new ReplaceConversation(id, content.Title, content.IsArchived, content.Metadata), cancellationToken);

    /// <summary>Deletes the conversation with its messages; its tasks stay.</summary>
    [HttpDelete("{id:guid}", Name = "delete_conversation")]
    [ProducesResponseType(204)]
    public async Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteConversation(id), cancellationToken);
        return NoContent();
    }

    /// <summary>What was said, oldest first.</summary>
    [HttpGet("{id:guid}/messages", Name = "list_messages")]
    [ProducesResponseType<OffsetList<MessageView>>(200)]
    public Task<OffsetList<MessageView>> ListMessages(
        Guid id, int? offset, string? cursor, CancellationToken cancellationToken, int limit = Application.Work.Conversations.ListMessages.DefaultLimit) =>
        mediator.Send(new ListMessages(id, limit, offset, cursor), cancellationToken);

    /// <summary>Says something. Users speak as user, agents in any role.</summary>
    [HttpPost("{id:guid}/messages", Name = "create_message")]
    [Idempotent]
    [ProducesResponseType<MessageView>(201)]
    public async Task<IActionResult> CreateMessage(Guid id, MessageContent message, CancellationToken cancellationToken) =>
        StatusCode(201, await mediator.Send(new CreateMessage(id, message.Content, message.Role, message.TaskId, message.Metadata), cancellationToken));

    /// <summary>Removes what was said; the totals of its tasks stay.</summary>
    [HttpPost("{id:guid}/clear", Name = "clear_conversation")]
    [ProducesResponseType<ClearedConversation>(200)]
    public Task<ClearedConversation> Clear(Guid id, CancellationToken cancellationToken) => mediator.Send(new ClearConversation(id), cancellationToken);

    /// <summary>How much was said and run, and what it cost.</summary>
    [HttpGet("{id:guid}/metrics", Name = "get_conversation_metrics")]
    [ProducesResponseType<ConversationMetrics>(200)]
    public Task<ConversationMetrics> GetMetrics(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new GetConversationMetrics(id), cancellationToken);

    /// <summary>The last messages and runs, as an agent gets them that goes on with it. Roles is a comma list; all when left out.</summary>
    [HttpGet("{id:guid}/context", Name = "get_conversation_context")]
    [ProducesResponseType<ConversationContext>(200)]
    public Task<ConversationContext> GetContext(
        Guid id, string? roles, CancellationToken cancellationToken, int maxMessages = ConversationContext.DefaultMessages) =>
        mediator.Send(new GetConversationContext(id, maxMessages, roles), cancellationToken);
}

/// <summary>What to change of a conversation; null changes nothing.</summary>
public sealed record ConversationChange(string? Title, bool? IsArchived, JsonElement? Metadata);

/// <summary>What can be changed of a conversation.</summary>
public sealed record ConversationContent(string Title, bool IsArchived, JsonElement? Metadata);

/// <summary>A message as it is sent. No role means user.</summary>
public sealed record MessageContent(string Content, MessageRole? Role, Guid? TaskId, JsonElement? Metadata);
