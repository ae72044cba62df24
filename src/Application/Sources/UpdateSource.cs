using System.Text.Json;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Domain.Common;
using Hivemind.Domain.Sources;
using MediatR;

namespace Hivemind.Application.Sources;

/// <summary>Changes a source; what is null stays, a config is replaced whole. Turning it on needs its platform connected.</summary>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record UpdateSource(Guid Id, string? Name, JsonElement? Config, bool? Enabled) : ICommand<DataSourceView>;

internal sealed class UpdateSourceValidator : AbstractValidator<UpdateSource>
{
    public UpdateSourceValidator()
    {
        RuleFor(command => command.Name).Characters(1, DataSource.MaxNameLength);
        RuleFor(command => command.Config).SmallObject();
    }
}

internal sealed class UpdateSourceHandler(ISourceRepository sources, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<UpdateSource, DataSourceView>
{
    public async Task<DataSourceView> Handle(UpdateSource command, CancellationToken cancellationToken)
    {
        var stored = await sources.Find(call.OrgId, command.Id, cancellationToken) ?? throw new NotFoundException("source");
        call.CheckVersion(stored.RowVersion);

        var isConnected = await sources.IsConnected(call.OrgId, stored.SourceType.Platform, cancellationToken);
        if (command.Enabled is true)
            DataSource.CheckConnected(stored.SourceType, isConnected);

        var changed = await sources.Save(
            stored with
            {
                Name = command.Name ?? stored.Name,
                Config = command.Config is { } config ? SourceConfig.Of(stored.SourceType, config) : stored.Config,
                Enabled = command.Enabled ?? stored.Enabled,
                UpdatedAt = time.Now(),
            }, cancellationToken);

        await audit.Write("source.updated", "source", $"{changed.Id}", new { changed.SourceType, changed.Name, changed.Enabled }, cancellationToken);
        return DataSourceView.Of(changed, isConnected);
    }
}
