using System.ComponentModel.DataAnnotations;
using Hivemind.Application.Common;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Work.Conversations;

/// <summary>Messages of one principal per minute, over chat, conversations and sockets together; 0 switches the limit off.</summary>
public sealed class MessageLimitOptions
{
    [Range(0, 1_000_000)]
    public int MessagesPerMinute { get; set; } = 60;
}

/// <summary>Takes a message of the caller from its limit, or refuses.</summary>
internal sealed class MessageLimit(IRateLimits limits, IOptions<MessageLimitOptions> options, CallContext call)
{
    public Task Take(CancellationToken cancellationToken) => limits.Take(
        "messages", $"{call.OrgId}/{call.Caller.ActorId}", options.Value.MessagesPerMinute, TimeSpan.FromMinutes(1), cancellationToken);
}
