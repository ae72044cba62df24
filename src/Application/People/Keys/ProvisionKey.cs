using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People.Organisations;
using Hivemind.Application.People.Roles;
using Hivemind.Domain.Common;
using Hivemind.Domain.People;
using MediatR;

namespace Hivemind.Application.People.Keys;

/// <summary>
/// The operator of the server makes a key from the command line, with its organisation when that is new. No route leads here.
/// The caller is the system principal of that organisation.
/// </summary>
[Access(Audience.Admin)]
public sealed record ProvisionKey(string OrgId, string AgentId, string Name, Tier Tier, AgentRole? Role) : ICommand<NewApiKeyView>;

internal sealed class ProvisionKeyValidator : AbstractValidator<ProvisionKey>
{
    public ProvisionKeyValidator()
    {
        RuleFor(command => command.OrgId).Must(OrganisationId.IsValid).WithMessage($"1 to {OrganisationId.MaxLength} characters.");
        RuleFor(command => command.AgentId).AgentId();
        RuleFor(command => command.Name).NotNull().Characters(1, ApiKey.MaxNameLength);
    }
}

internal sealed class ProvisionKeyHandler(OrganisationProvisioner organisations, KeyMaking making, RoleAssigning roles, CallContext call)
    : IRequestHandler<ProvisionKey, NewApiKeyView>
{
    public async Task<NewApiKeyView> Handle(ProvisionKey command, CancellationToken cancellationToken)
    {
        if (command.OrgId != call.OrgId)
            throw new NotFoundException("organisation");

        await organisations.Ensure(command.OrgId, cancellationToken);
        var made = await making.Make(
            command.OrgId, new NewApiKey(command.AgentId, command.Name, command.Tier, null, null, ApiKey.DefaultPeriodDays, null), cancellationToken);

        if (command.Role is { } role)
            await roles.Assign(command.OrgId, command.AgentId, role, cancellationToken);

        return made;
    }
}
