using Hivemind.Application.Common;
using Hivemind.Domain.Traffic.Automations;
using Hivemind.Domain.Webhooks.Inbound;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>A receiver of the organisation with its figures. Its secret is never in it.</summary>
/// <param name="ExpectedHeaders">Headers that a delivery must carry; null asks only for presence.</param>
/// <param name="Endpoint">The path to give to the sender.</param>
/// <param name="PublicUrl">The address to give to the sender.</param>
/// <param name="EventCount">Deliveries that were accepted.</param>
/// <param name="TotalReceived">All deliveries, also rejected and skipped ones.</param>
public sealed record WebhookSourceView(
    Guid WebhookId,
    string OrgId,
    string Name,
    WebhookProvider Provider,
    string? Description,
    bool HasSecret,
    IReadOnlyDictionary<string, string?> ExpectedHeaders,
    bool Enabled,
    bool IsBuiltin,
    string? DefaultCommand,
    IReadOnlyList<WebhookCommandView> Commands,
    string Endpoint,
    string PublicUrl,
    long EventCount,
    long TotalReceived,
    DateTimeOffset? LastEventAt,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int RowVersion) : IVersioned
{
    public static WebhookSourceView Of(CountedSource counted, CallContext call)
    {
        var source = counted.Source;
        var endpoint = EndpointOf(source.Id);
        return new(
            source.Id, source.OrgId, source.Name, source.Provider, source.Description, source.Secret is not null, source.ExpectedHeaders,
            source.Enabled, source.IsBuiltin, source.DefaultCommand, [.. source.Commands.Select(WebhookCommandView.Of)], endpoint,
            call.PublicUrl + endpoint, counted.EventCount, counted.TotalReceived, counted.LastEventAt, source.CreatedBy, source.CreatedAt,
            source.UpdatedAt, source.RowVersion);
    }

    public static string EndpointOf(Guid id) => $"/api/v1/webhooks/{id}/receive";
}

/// <summary>A command that texts can give to a source.</summary>
public sealed record WebhookCommandView(
    Guid CommandId, string Trigger, WebhookCommandAction Action, string? Agent, string Template, IReadOnlyList<Condition> Conditions, int Priority)
{
    public static WebhookCommandView Of(WebhookCommand command) =>
        new(command.Id, command.Trigger, command.Action, command.Agent, command.Template, command.Conditions, command.Priority);
}
