using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Traffic.Payloads;
using MediatR;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Traffic.Payloads;

/// <summary>What is kept of payloads, by event type.</summary>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record ListPayloadConfigs : IQuery<PayloadConfigList>;

internal sealed class ListPayloadConfigsHandler(IPayloadQueries payloads, IOptions<PayloadOptions> options, CallContext call)
    : IRequestHandler<ListPayloadConfigs, PayloadConfigList>
{
    public async Task<PayloadConfigList> Handle(ListPayloadConfigs query, CancellationToken cancellationToken)
    {
        var configs = await payloads.Configs(call.OrgId, cancellationToken);
        var general = configs.FirstOrDefault(config => config.EventType == PayloadConfig.AnyType) ?? new PayloadConfig { EventType = PayloadConfig.AnyType };

        return new([.. configs.Where(config => config != general).OrderBy(config => config.EventType, StringComparer.Ordinal)
            .Prepend(general).Select(config => PayloadConfigView.Of(config, options.Value))]);
    }
}
