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
}
