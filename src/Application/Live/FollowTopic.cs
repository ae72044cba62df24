using System.Text.Json;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Live;

/// <summary>Decides whether the caller of a socket may subscribe to a channel, and where the subscription begins.</summary>
/// <param name="After">A text is a position; a number is the last output of a task that the caller has; null begins now.</param>
[Access(Audience.Principal)]
public sealed record FollowTopic(string? Channel, JsonElement? After) : IQuery<TopicStart>
{
    /// <summary>The topic of a channel; refused when there is no such channel.</summary>
    public static string TopicOf(string? channel) => channel is not null && Topic.Parse(channel) is { } topic
        ? topic
        : throw new ValidationFailedException("channel", $"One of: {string.Join(", ", Topic.OrganisationWide)}, task:{{id}}, conversation:{{id}}.");
}

internal sealed class FollowTopicHandler(TopicAccess topics) : IRequestHandler<FollowTopic, TopicStart>
{
    public async Task<TopicStart> Handle(FollowTopic query, CancellationToken cancellationToken)
    {
        var topic = FollowTopic.TopicOf(query.Channel);
        return query.After switch
        {
            null or { ValueKind: JsonValueKind.Null } => await topics.Start(topic, null, null, cancellationToken),
            { ValueKind: JsonValueKind.String } position => await topics.Start(topic, position.GetString(), null, cancellationToken),
            { ValueKind: JsonValueKind.Number } number when Topic.TaskOf(topic) is not null && number.TryGetInt32(out var seq) && seq >= 0 =>
                await topics.Start(topic, null, seq, cancellationToken),
            _ => throw new ValidationFailedException("after", "A position; or for a task a number, 0 or more."),
        };
    }
}
