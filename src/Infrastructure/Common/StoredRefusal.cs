using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Domain.Common;

namespace Hivemind.Infrastructure.Common;

/// <summary>A refusal as it is kept for an Idempotency-Key.</summary>
internal static class StoredRefusal
{
    public static string Write(HivemindException refusal) =>
        WireJson.Write(new Wire(refusal.Code, refusal.Message, refusal.Details, (refusal as ValidationFailedException)?.Errors));

    public static HivemindException Read(string json)
    {
        var wire = JsonSerializer.Deserialize<Wire>(json, WireJson.Options)
            ?? throw new InvalidOperationException("A stored refusal is empty.");

        return wire.Errors is not null ? new ValidationFailedException(wire.Errors) : new HivemindException(wire.Code, wire.Message, wire.Details);
    }

    private sealed record Wire(string Code, string Message, IReadOnlyDictionary<string, object?> Details, IReadOnlyDictionary<string, string[]>? Errors);
}
