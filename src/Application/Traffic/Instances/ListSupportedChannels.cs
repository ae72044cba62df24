using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Traffic;
using MediatR;

namespace Hivemind.Application.Traffic.Instances;

/// <summary>The channels that instances can be made for.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record ListSupportedChannels : IQuery<IReadOnlyList<SupportedChannelView>>;

/// <summary>A channel and what it is called.</summary>
[CamelCase]
public sealed record SupportedChannelView(string Channel, string Name, string Description);

internal sealed class ListSupportedChannelsHandler : IRequestHandler<ListSupportedChannels, IReadOnlyList<SupportedChannelView>>
{
    private static readonly IReadOnlyList<SupportedChannelView> All =
        [.. Channel.Supported.Select(one => new SupportedChannelView(one.Channel, one.Name, one.Description))];

    public Task<IReadOnlyList<SupportedChannelView>> Handle(ListSupportedChannels query, CancellationToken cancellationToken) => Task.FromResult(All);
}
