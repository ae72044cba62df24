namespace Hivemind.Domain.Traffic.Payloads;

/// <summary>Which payloads of an event type are kept, and for how long. The type <c>*</c> stands for all that have none of their own.</summary>
public sealed record PayloadConfig
{
    public const string AnyType = "*";
    public const int MaxTypeLength = 50;
    public const int MaxRetentionDays = 365;

    public required string EventType { get; init; }

    public bool WebhookRaw { get; init; } = true;

    public bool AgentRequest { get; init; } = true;

    public bool AgentResponse { get; init; } = true;

    public bool ChannelSend { get; init; } = true;

    public bool Error { get; init; } = true;

    /// <summary>Null for the deployment's.</summary>
    public int? RetentionDays { get; init; }

    public int RowVersion { get; init; }

    public bool Keeps(PayloadStage stage) => stage switch
    {
        PayloadStage.WebhookRaw => WebhookRaw,
        PayloadStage.AgentRequest => AgentRequest,
        PayloadStage.AgentResponse => AgentResponse,
        PayloadStage.ChannelSend => ChannelSend,
        PayloadStage.Error => Error,
        _ => true,
    };
}
