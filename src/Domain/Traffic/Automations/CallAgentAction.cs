namespace Hivemind.Domain.Traffic.Automations;

/// <summary>Queues a run for an agent, and waits for its result when a later action needs it.</summary>
/// <param name="AgentId">The name of an agent definition; null leaves the run to any agent of the type.</param>
/// <param name="InputTemplate">What the agent is told; default the text of the messages, else the payload.</param>
public sealed record CallAgentAction(
    string? ProviderId, string? AgentId, string? AgentType, SessionStrategy SessionStrategy, bool PrefixSenderName, string? InputTemplate, int TimeoutMs)
    : ActionConfig
{
    public const int DefaultTimeoutMs = 60_000;

    /// <summary>The session that the runs of one person, one chat or both share; null when the event names neither.</summary>
    public string? SessionId(string? instanceId, string? personId, string? chatId)
    {
        var parts = SessionStrategy switch
        {
            SessionStrategy.PerUser => personId ?? chatId,
            SessionStrategy.PerChat => chatId ?? personId,
            _ => personId is null && chatId is null ? null : $"{personId}:{chatId}",
        };
        return parts is null ? null : $"automation:{instanceId ?? "default"}:{parts}";
    }

    internal static CallAgentAction Read(ConfigReader reader)
    {
        var (agent, type) = (reader.Text("agentId", 64), reader.Text("agentType", 64));
        reader.Check(!string.IsNullOrEmpty(agent) || !string.IsNullOrEmpty(type), "agentId is missing.");

        return new(
            reader.Text("providerId", 200), agent, type,
            reader.Choice<SessionStrategy>("sessionStrategy") ?? SessionStrategy.PerUser,
            reader.Flag("prefixSenderName", false), reader.Text("inputTemplate", MaxTemplateLength),
            reader.Number("timeoutMs", 1_000, 600_000, DefaultTimeoutMs))
        {
            ResponseAs = Variable(reader),
        };
    }
}

/// <summary>Whose runs share a session.</summary>
public enum SessionStrategy
{
    PerUser,
    PerChat,
    PerUserPerChat,
}
