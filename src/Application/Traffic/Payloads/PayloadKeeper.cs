using System.Text;
using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Domain.Knowledge.Safety;
using Hivemind.Domain.Traffic.Payloads;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Traffic.Payloads;

/// <summary>
/// Keeps what travelled with an event, in the running transaction, where the organisation's configuration says so: without secrets,
/// compressed, for as long as configured.
/// </summary>
public sealed class PayloadKeeper(IPayloadRepository payloads, IOptions<PayloadOptions> options, TimeProvider time)
{
    public Task Keep(string orgId, Guid eventId, string eventType, PayloadStage stage, string body, CancellationToken cancellationToken) =>
        Keep(orgId, [new PayloadToKeep(eventId, eventType, stage, body)], cancellationToken);

    public Task Keep(string orgId, Guid eventId, string eventType, PayloadStage stage, JsonElement body, CancellationToken cancellationToken) =>
        Keep(orgId, eventId, eventType, stage, body.GetRawText(), cancellationToken);

    /// <summary>Many of one organisation with one read of its configuration and one write.</summary>
    public async Task Keep(string orgId, IReadOnlyCollection<PayloadToKeep> bodies, CancellationToken cancellationToken)
    {
        if (bodies.Count == 0)
            return;

        var configs = await payloads.Configs(orgId, cancellationToken);
        var general = configs.FirstOrDefault(config => config.EventType == PayloadConfig.AnyType) ?? new PayloadConfig { EventType = PayloadConfig.AnyType };
        var byType = configs.ToDictionary(config => config.EventType);
        var now = time.Now();

        var kept = bodies
            .Select(body => (Body: body, Config: byType.GetValueOrDefault(body.EventType, general)))
            .Where(pair => pair.Config.Keeps(pair.Body.Stage))
            .Select(pair => Make(orgId, pair.Body, pair.Config, now))
            .ToList();

        if (kept.Count > 0)
            await payloads.Add(kept, cancellationToken);
    }

    private KeptPayload Make(string orgId, PayloadToKeep body, PayloadConfig config, DateTimeOffset now)
    {
        var safe = SensitiveContent.RedactSecrets(body.Body).Replace("\0", "", StringComparison.Ordinal);
        var compressed = CompressedText.Of(safe);
        var traits = PayloadTraits.Of(safe);
        var days = body.Stage is PayloadStage.Error ? options.Value.ErrorRetentionDays : config.RetentionDays ?? options.Value.RetentionDays;

        return new KeptPayload(
            Guid.CreateVersion7(now), orgId, body.EventId, body.EventType, body.Stage, compressed, Encoding.UTF8.GetByteCount(safe),
            now, now.AddDays(days), traits.ContainsMedia, traits.ContainsBase64);
    }
}

/// <summary>A body as it came, before secrets are taken out.</summary>
public sealed record PayloadToKeep(Guid EventId, string EventType, PayloadStage Stage, string Body);
