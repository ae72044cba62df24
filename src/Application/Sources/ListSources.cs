using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Sources;
using MediatR;

namespace Hivemind.Application.Sources;

/// <summary>The sources of the organisation, newest first.</summary>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record ListSources(SourceType? SourceType, bool? Enabled, int Limit, int? Offset, string? Cursor) : IQuery<OffsetList<DataSourceView>>;

internal sealed class ListSourcesHandler(ISourceQueries sources, CallContext call) : IRequestHandler<ListSources, OffsetList<DataSourceView>>
{
    public async Task<OffsetList<DataSourceView>> Handle(ListSources query, CancellationToken cancellationToken)
    {
        var page = OffsetPage.Of(query.Limit, query.Offset, query.Cursor, "data_sources", call.OrgId, query.SourceType, query.Enabled);
        var found = await sources.List(call.OrgId, query.SourceType, query.Enabled, page, cancellationToken);
        var connected = (await sources.ListInstallations(call.OrgId, cancellationToken)).Select(one => one.Platform).ToHashSet();
        var views = found.Items.Select(source => DataSourceView.Of(source, connected.Contains(source.SourceType.Platform)));
        return new([.. views], found.Total, found.Limit, found.Offset, found.NextCursor);
    }
}
