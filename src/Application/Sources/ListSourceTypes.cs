using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Sources;
using MediatR;

namespace Hivemind.Application.Sources;

/// <summary>The kinds of sources, and whether they could be turned on now.</summary>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record ListSourceTypes : IQuery<IReadOnlyList<SourceTypeView>>;

internal sealed class ListSourceTypesHandler(ISourceQueries sources, CallContext call) : IRequestHandler<ListSourceTypes, IReadOnlyList<SourceTypeView>>
{
    public async Task<IReadOnlyList<SourceTypeView>> Handle(ListSourceTypes query, CancellationToken cancellationToken)
    {
        var connected = (await sources.ListInstallations(call.OrgId, cancellationToken)).Select(one => one.Platform).ToHashSet();
        return [.. Enum.GetValues<SourceType>().Select(type => SourceTypeView.Of(type, connected.Contains(type.Platform)))];
    }
}
