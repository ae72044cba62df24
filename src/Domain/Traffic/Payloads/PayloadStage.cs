namespace Hivemind.Domain.Traffic.Payloads;

/// <summary>Where on its way an event was when the payload was kept.</summary>
public enum PayloadStage
{
    WebhookRaw,
    AgentRequest,
    AgentResponse,
    ChannelSend,
    Error,
}
