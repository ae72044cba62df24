using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.Traffic.Instances;

/// <summary>The instances of the organisation, newest first.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record ListInstances(string? Channel, bool? IsActive, bool? IsConnected, int Limit, string? Cursor) : IQuery<MetaList<InstanceView>>;

internal sealed class ListInstancesHandler(IInstanceQueries instances, CallContext call) : IRequestHandler<ListInstances, MetaList<InstanceView>>
{
    public async Task<MetaList<InstanceView>> Handle(ListInstances query, CancellationToken cancellationToken)
    {
        var page = MetaPage.Of(query.Limit, query.Cursor, "instances", call.OrgId, query.Channel, query.IsActive, query.IsConnected);
        var found = await instances.List(call.OrgId, query, page, cancellationToken);
        return page.List([.. found.Select(InstanceView.Of)], instance => new Cursor(instance.CreatedAt, instance.Id));
    }
}
