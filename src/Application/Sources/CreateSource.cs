using System.Text.Json;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Domain.Sources;
using MediatR;

namespace Hivemind.Application.Sources;

/// <summary>Adds a source. One that is enabled needs its platform connected.</summary>
/// <param name="Config">What to read; members depend on the type.</param>
/// <param name="Enabled">Default true.</param>
[Access(Audience.Admin, Scope.TrafficWrite)]
public sealed record CreateSource(string Name, SourceType? SourceType, JsonElement? Config, bool? Enabled) : ICommand<DataSourceView>;

internal sealed class CreateSourceValidator : AbstractValidator<CreateSource>
{
    public CreateSourceValidator()
    {
        RuleFor(command => command.Name).NotNull().Characters(1, DataSource.MaxNameLength);
        RuleFor(command => command.SourceType).NotNull();
        RuleFor(command => command.Config).NotNull().SmallObject();
    }
}

internal sealed class CreateSourceHandler(ISourceRepository sources, IAuditLog audit, CallContext call, TimeProvider time)
    : IRequestHandler<CreateSource, DataSourceView>
{
    public async Task<DataSourceView> Handle(CreateSource command, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var type = command.SourceType.GetValueOrDefault();
        var source = new DataSource
        {
            Id = Guid.CreateVersion7(now),
            OrgId = call.OrgId,
            SourceType = type,
            Name = command.Name,
            Enabled = command.Enabled ?? true,
            Config = SourceConfig.Of(type, command.Config.GetValueOrDefault()),
            CreatedAt = now,
            UpdatedAt = now,
        };

        var isConnected = await sources.IsConnected(call.OrgId, type.Platform, cancellationToken);
        if (source.Enabled)
            DataSource.CheckConnected(type, isConnected);

        await sources.Add(source, cancellationToken);
        await audit.Write("source.created", "source", $"{source.Id}", new { source.SourceType, source.Name, source.Enabled }, cancellationToken);
        return DataSourceView.Of(source, isConnected);
    }
}
