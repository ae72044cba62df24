using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Webhooks.Inbound;
using MediatR;

namespace Hivemind.Application.Webhooks.Inbound;

/// <summary>Changes a source; what is not given stays. Of a built-in one only the secret and whether it is enabled can change.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record UpdateWebhookSource(Guid Id, WebhookSourceChange Change) : ICommand<WebhookSourceView>;

/// <summary>The members to change. Null clears description, secret and default command; elsewhere it changes nothing.</summary>
public sealed record WebhookSourceChange
{
    public string? Name { get; init; }

    public WebhookProvider? Provider { get; init; }

    public string? Description
    {
        get;
        init => (field, HasDescription) = (value, true);
    }

    public string? Secret
    {
        get;
        init => (field, HasSecret) = (value, true);
    }

    public IReadOnlyDictionary<string, string?>? ExpectedHeaders { get; init; }

    public bool? Enabled { get; init; }

    public string? DefaultCommand
    {
        get;
        init => (field, HasDefaultCommand) = (value, true);
    }

    public IReadOnlyList<WebhookCommandInput>? Commands { get; init; }

    internal bool HasDescription { get; private init; }

    internal bool HasSecret { get; private init; }

    internal bool HasDefaultCommand { get; private init; }

    internal bool TouchesWhatIsFixed =>
        Name is not null || Provider is not null || HasDescription || ExpectedHeaders is not null || HasDefaultCommand || Commands is not null;
}

internal sealed class UpdateWebhookSourceValidator : AbstractValidator<UpdateWebhookSource>
{
    public UpdateWebhookSourceValidator()
    {
        RuleFor(command => command.Change.Name).IsSourceName().OverridePropertyName("Name");
        RuleFor(command => command.Change.Description).MaximumLength(WebhookSource.MaxDescriptionLength).OverridePropertyName("Description");
        RuleFor(command => command.Change.Secret).IsSourceSecret().OverridePropertyName("Secret");
        RuleFor(command => command.Change.ExpectedHeaders).AreHeaders().OverridePropertyName("ExpectedHeaders");
        RuleForEach(command => command.Change.Commands).NotNull().SetValidator(new NewWebhookCommandValidator()).OverridePropertyName("Commands");
    }
}

internal sealed class UpdateWebhookSourceHandler(
    IWebhookSourceRepository sources, IWebhookSourceQueries queries, SourceSecrets secrets, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<UpdateWebhookSource, WebhookSourceView>
{
    public async Task<WebhookSourceView> Handle(UpdateWebhookSource command, CancellationToken cancellationToken)
    {
        var stored = await sources.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("webhook source");
        call.CheckVersion(stored.RowVersion);
        if (command.Change.TouchesWhatIsFixed)
            stored.CheckOwn();

        var changed = await sources.Save(await Apply(stored, command.Change, cancellationToken), cancellationToken);
        await audit.Write("webhook_source.updated", "webhook_source", $"{changed.Id}",
            new { changed.Name, changed.Enabled, HasSecret = changed.Secret is not null, SecretChanged = command.Change.HasSecret }, cancellationToken);
        var counted = await queries.Find(call.OrgId, changed.Id, cancellationToken) ?? throw new NotFoundException("webhook source");
        return WebhookSourceView.Of(counted with { Source = changed }, call);
    }

    private async Task<WebhookSource> Apply(WebhookSource stored, WebhookSourceChange change, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var changed = (stored with
        {
            Name = change.Name ?? stored.Name,
            Provider = change.Provider ?? stored.Provider,
            Description = change.HasDescription ? change.Description : stored.Description,
            ExpectedHeaders = change.ExpectedHeaders ?? stored.ExpectedHeaders,
            DefaultCommand = change.HasDefaultCommand ? change.DefaultCommand : stored.DefaultCommand,
            Commands = change.Commands is { } commands ? [.. commands.Select(input => input.ToCommand(Guid.CreateVersion7(now)))] : stored.Commands,
            UpdatedAt = now,
        }).Checked();

        if (change.HasSecret)
            changed = changed.WithSecret(await secrets.Seal(stored.Id, change.Secret, cancellationToken));

        return change.Enabled switch
        {
            true => changed.Enable(),
            false => changed.Disable(),
            null => changed,
        };
    }
}
