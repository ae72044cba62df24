using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Sources;
using MediatR;

namespace Hivemind.Application.Sources;

/// <summary>One source.</summary>
[Access(Audience.Admin, Scope.TrafficRead)]
public sealed record GetSource(Guid Id) : IQuery<DataSourceView>;

internal sealed class GetSourceHandler(ISourceQueries sources, CallContext call) : IRequestHandler<GetSource, DataSourceView>
{
    public async Task<DataSourceView> Handle(GetSource query, CancellationToken cancellationToken)
    {
        var source = await sources.Find(call.OrgId, query.Id, cancellationToken) ?? throw new NotFoundException("source");
        var installations = await sources.ListInstallations(call.OrgId, cancellationToken);
        return DataSourceView.Of(source, installations.Any(one => one.Platform == source.SourceType.Platform));
    }
}
