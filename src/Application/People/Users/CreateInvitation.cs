using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.People;
using MediatR;

namespace Hivemind.Application.People.Users;

/// <summary>An admin invites a person. Owners are not invited but made of users, by an owner.</summary>
[Access(Audience.Admin, Scope.PeopleWrite)]
public sealed record CreateInvitation(string? Email, string? Name, UserRole? OrgRole) : ICommand<NewInvitationView>;

internal sealed class CreateInvitationValidator : AbstractValidator<CreateInvitation>
{
    public CreateInvitationValidator()
    {
        RuleFor(command => command.Email).Email();
        RuleFor(command => command.Name).Characters(1, User.MaxNameLength);
        RuleFor(command => command.OrgRole).Must(role => role is not UserRole.Owner).WithMessage("admin or member.");
    }
}

internal sealed class CreateInvitationHandler(Inviting inviting, CallContext call) : IRequestHandler<CreateInvitation, NewInvitationView>
{
    public Task<NewInvitationView> Handle(CreateInvitation command, CancellationToken cancellationToken) =>
        inviting.Invite(call.OrgId, command.Email, command.Name, command.OrgRole ?? UserRole.Member, cancellationToken);
}
