using System.Text.Json;
using System.Text.Json.Serialization;
using Hivemind.Application.Common;
using Hivemind.Application.Live;
using Hivemind.Application.Work.Conversations;
using Hivemind.Domain.Common;

namespace Hivemind.Api.Live.Sockets;

/// <summary>What the server answers to a client's message, as frames.</summary>
internal static class SocketAnswers
{
    public static ReadOnlyMemory<byte> Subscribed(ClientMessage asked, TopicStart start) =>
        Frame(new SocketAnswer("subscribed", asked.Ref) { Channel = start.Topic, Position = start.Start.Position.Encode() });

    public static ReadOnlyMemory<byte> Unsubscribed(ClientMessage asked) =>
        Frame(new SocketAnswer("unsubscribed", asked.Ref) { Channel = FollowTopic.TopicOf(asked.Channel) });

    public static ReadOnlyMemory<byte> Pong(ClientMessage asked, DateTimeOffset now) =>
        Frame(new SocketAnswer("pong", asked.Ref) { Timestamp = now });

    public static ReadOnlyMemory<byte> Stored(ClientMessage asked, MessageView message) =>
        Frame(new SocketAnswer("stored", asked.Ref) { ConversationId = message.ConversationId, MessageId = message.Id });

    public static ReadOnlyMemory<byte> Error(HivemindException refusal, ClientMessage? asked) =>
        Frame(new SocketAnswer("error", asked?.Ref)
        {
            Code = refusal.Code,
            Message = refusal is ValidationFailedException { Errors: var errors } ? string.Join(' ', errors.SelectMany(field => field.Value)) : refusal.Message,
            Channel = asked?.Channel,
        });

    private static byte[] Frame(SocketAnswer answer) => LiveBytes.TextFrame(JsonSerializer.Serialize(answer, Options));

    private static readonly JsonSerializerOptions Options = new(WireJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private sealed record SocketAnswer(string Type, JsonElement? Ref)
    {
        public string? Channel { get; init; }
        public string? Position { get; init; }
        public DateTimeOffset? Timestamp { get; init; }
        public string? Code { get; init; }
        public string? Message { get; init; }
        public Guid? ConversationId { get; init; }
        public Guid? MessageId { get; init; }
    }
}
