using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Domain.Knowledge.Contributions;

namespace Hivemind.Infrastructure.Knowledge.Contributions;

/// <summary>A rejected contribution as it is kept for a while beside its decision: everything but its vectors.</summary>
internal static class RestorableContribution
{
    public static string Write(PendingContribution contribution) => JsonSerializer.Serialize(contribution, WireJson.Options);

    public static PendingContribution Read(string json) =>
        JsonSerializer.Deserialize<PendingContribution>(json, WireJson.Options)
            ?? throw new InvalidOperationException("A restorable contribution is empty.");
}
