using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Sources;

/// <summary>Removes a source; what was read from it stays.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record DeleteSource(Guid Id) : ICommand<Guid>;

internal sealed class DeleteSourceHandler(ISourceRepository sources, IAuditLog audit, CallContext call) : IRequestHandler<DeleteSource, Guid>
{
    public async Task<Guid> Handle(DeleteSource command, CancellationToken cancellationToken)
    {
        var source = await sources.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("source");
        call.CheckVersion(source.RowVersion);

        await sources.Remove(source.Id, cancellationToken);
        await audit.Write("source.deleted", "source", $"{source.Id}", new { source.SourceType, source.Name }, cancellationToken);
        return source.Id;
    }
}
