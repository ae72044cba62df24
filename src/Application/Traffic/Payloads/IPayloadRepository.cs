using Hivemind.Domain.Traffic.Payloads;

namespace Hivemind.Application.Traffic.Payloads;

/// <summary>Stores payloads and what is configured about them.</summary>
public interface IPayloadRepository
{
    /// <summary>What the organisation configured; types without a row of their own are not in it.</summary>
    Task<IReadOnlyList<PayloadConfig>> Configs(string orgId, CancellationToken cancellationToken);

    /// <summary>Makes or replaces the row of a type.</summary>
    Task SaveConfig(string orgId, PayloadConfig config, CancellationToken cancellationToken);

    Task Add(IReadOnlyList<KeptPayload> payloads, CancellationToken cancellationToken);

    /// <summary>Drops the bodies and remembers who wanted that, and why.</summary>
    /// <returns>How many bodies there were.</returns>
    Task<int> Delete(PayloadDeletion deletion, CancellationToken cancellationToken);

    /// <summary>Removes rows past their time, up to the limit.</summary>
    /// <param name="orgId">Null for the whole deployment.</param>
    Task<int> RemoveExpired(string? orgId, DateTimeOffset now, int limit, CancellationToken cancellationToken);
}

/// <summary>A payload as it is stored.</summary>
public sealed record KeptPayload(
    Guid Id, string OrgId, Guid EventId, string EventType, PayloadStage Stage, byte[] Body, int OriginalSize,
    DateTimeOffset Timestamp, DateTimeOffset ExpiresAt, bool ContainsMedia, bool ContainsBase64);

/// <summary>A wish to have the bodies of an event gone.</summary>
/// <param name="Stage">Null for every stage.</param>
public sealed record PayloadDeletion(string OrgId, Guid EventId, PayloadStage? Stage, string By, string? Reason, DateTimeOffset At);
