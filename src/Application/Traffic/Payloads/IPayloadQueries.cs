using Hivemind.Domain.Traffic.Payloads;

namespace Hivemind.Application.Traffic.Payloads;

/// <summary>Reads payloads of one organisation.</summary>
public interface IPayloadQueries
{
    Task<IReadOnlyList<PayloadView>> List(string orgId, Guid eventId, CancellationToken cancellationToken);

    /// <summary>The newest of the stage; one that was not deleted before one that was. Null when there is none.</summary>
    Task<OpenPayloadView?> Open(string orgId, Guid eventId, PayloadStage stage, CancellationToken cancellationToken);

    Task<PayloadStats> Stats(string orgId, CancellationToken cancellationToken);

    Task<IReadOnlyList<PayloadConfig>> Configs(string orgId, CancellationToken cancellationToken);
}
