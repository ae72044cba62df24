using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Traffic.Payloads;
using MediatR;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Traffic.Payloads;

/// <summary>Says what is kept of an event type's payloads from now on, and for how long; what is not given stays.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record SetPayloadConfig(string EventType, PayloadConfigChange Change) : ICommand<PayloadConfigView>;

/// <summary>A switch per stage, and the days that payloads are kept.</summary>
[CamelCase]
public sealed record PayloadConfigChange(
    bool? WebhookRaw, bool? AgentRequest, bool? AgentResponse, bool? ChannelSend, bool? Error, int? RetentionDays);

internal sealed class SetPayloadConfigValidator : AbstractValidator<SetPayloadConfig>
{
    public SetPayloadConfigValidator()
    {
        RuleFor(command => command.EventType).Length(1, PayloadConfig.MaxTypeLength);
        RuleFor(command => command.Change.RetentionDays).InclusiveBetween(1, PayloadConfig.MaxRetentionDays).OverridePropertyName("retentionDays");
    }
}

internal sealed class SetPayloadConfigHandler(IPayloadRepository payloads, IOptions<PayloadOptions> options, IAuditLog audit, CallContext call)
    : IRequestHandler<SetPayloadConfig, PayloadConfigView>
{
    public async Task<PayloadConfigView> Handle(SetPayloadConfig command, CancellationToken cancellationToken)
    {
        var configs = await payloads.Configs(call.OrgId, cancellationToken);
        var general = configs.FirstOrDefault(config => config.EventType == PayloadConfig.AnyType) ?? new PayloadConfig { EventType = PayloadConfig.AnyType };
        var stored = configs.FirstOrDefault(config => config.EventType == command.EventType)
            ?? general with { EventType = command.EventType, RowVersion = 0 };
        call.CheckVersion(stored.RowVersion);

        var change = command.Change;
        var changed = stored with
        {
            WebhookRaw = change.WebhookRaw ?? stored.WebhookRaw,
            AgentRequest = change.AgentRequest ?? stored.AgentRequest,
            AgentResponse = change.AgentResponse ?? stored.AgentResponse,
            ChannelSend = change.ChannelSend ?? stored.ChannelSend,
            Error = change.Error ?? stored.Error,
            RetentionDays = change.RetentionDays ?? stored.RetentionDays,
            RowVersion = stored.RowVersion + 1,
        };
        await payloads.SaveConfig(call.OrgId, changed, cancellationToken);
        await audit.Write("payload_config.set", "payload_config", changed.EventType, change, cancellationToken);
        return PayloadConfigView.Of(changed, options.Value);
    }
}
