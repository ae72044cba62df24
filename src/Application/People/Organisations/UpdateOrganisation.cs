using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.Application.People.Organisations;

/// <summary>An admin renames the organisation or changes some of its settings.</summary>
[Access(Audience.Admin, Scope.PeopleWrite)]
public sealed record UpdateOrganisation(string? Name, OrganisationSettingsChanges? Settings) : ICommand<OrganisationView>;

internal sealed class UpdateOrganisationValidator : AbstractValidator<UpdateOrganisation>
{
    public UpdateOrganisationValidator()
    {
        RuleFor(command => command.Name).Characters(1, 255);
        RuleFor(command => command.Settings!.BurstLimit).InclusiveBetween(0, 1_000_000)
            .When(command => command.Settings is not null).OverridePropertyName("settings.burst_limit");
        RuleFor(command => command.Settings!.BurstWindowSeconds).InclusiveBetween(1, 3600)
            .When(command => command.Settings is not null).OverridePropertyName("settings.burst_window_seconds");
    }
}

internal sealed class UpdateOrganisationHandler(IOrganisationRepository organisations, IAuditLog audit, CallContext call)
    : IRequestHandler<UpdateOrganisation, OrganisationView>
{
    public async Task<OrganisationView> Handle(UpdateOrganisation command, CancellationToken cancellationToken)
    {
        var updated = await organisations.Update(call.OrgId, command.Name, command.Settings, cancellationToken);
        await audit.Write("organisation.updated", "organisation", call.OrgId, command.Settings, cancellationToken);
        return updated;
    }
}
