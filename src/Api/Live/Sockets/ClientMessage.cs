using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Domain.Common;

namespace Hivemind.Api.Live.Sockets;

/// <summary>What a client says. Members that a type does not use are ignored.</summary>
/// <param name="Ref">Anything; its answer repeats it.</param>
internal sealed record ClientMessage(
    string? Type, string? Channel, JsonElement? After, Guid? ConversationId, string? Content, Guid? TaskId, string? Message, JsonElement? Ref)
{
    public static ClientMessage Parse(byte[] utf8)
    {
        try
        {
            return JsonSerializer.Deserialize<ClientMessage>(utf8, WireJson.Options) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new HivemindException(ErrorCode.Validation, "A message is a JSON object with members of the right kind.");
        }
    }

    /// <summary>What can be said of a message that is no good: what its answer has to repeat. Null when it is no JSON object.</summary>
    public static ClientMessage? RefOf(byte[] utf8)
    {
        try
        {
            var json = JsonElement.Parse(utf8);
            return json.ValueKind is JsonValueKind.Object && json.TryGetProperty("ref", out var value) ? new(null, null, null, null, null, null, null, value) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
