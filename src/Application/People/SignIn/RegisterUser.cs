using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People.Organisations;
using Hivemind.Application.People.Users;
using Hivemind.Domain.Common;
using Hivemind.Domain.People;
using MediatR;

namespace Hivemind.Application.People.SignIn;

/// <summary>A person joins: as the first user of the deployment, or by an invitation.</summary>
[Access(Audience.Public)]
public sealed record RegisterUser(string Email, string Password, string Name, string? InvitationToken) : ICommand<UserProfile>;

internal sealed class RegisterUserValidator : AbstractValidator<RegisterUser>
{
    public RegisterUserValidator()
    {
        RuleFor(command => command.Email).NotNull().Email();
        RuleFor(command => command.Password).Password();
        RuleFor(command => command.Name).NotNull().Characters(1, User.MaxNameLength);
        RuleFor(command => command.InvitationToken).Characters(1, 255);
    }
}

internal sealed class RegisterUserHandler(
    ISignInQueries queries, IPasswords passwords, IUserRepository users, IInvitationRepository invitations,
    OrganisationProvisioner organisations, IAuditLog audit, TimeProvider time) : IRequestHandler<RegisterUser, UserProfile>
{
    public async Task<UserProfile> Handle(RegisterUser command, CancellationToken cancellationToken)
    {
        var token = command.InvitationToken is { } text ? Secret.Hash(text) : null;
        var hash = await HashPassword(token, command.Password, cancellationToken);

        await users.LockRegistration(cancellationToken);
        var now = time.Now();
        var user = token is null
            ? await First(command, now, cancellationToken)
            : await Invited(command, token, now, cancellationToken);

        await audit.Write("user.registered", "user", user.Id.ToString(), new { user.OrgRole }, cancellationToken, user.OrgId, user.Id.ToString());
        return await users.Add(user, hash, cancellationToken)
            ?? throw RuleException.Duplicate("This e-mail address is in use.", await users.FindId(user.Email, cancellationToken));
    }

    // Decided again under the lock; here it only keeps strangers from spending the server's time on hashes.
    private async Task<string> HashPassword(string? token, string password, CancellationToken cancellationToken)
    {
        if (!await queries.MayRegister(token, cancellationToken))
            throw Invitation.Closed();

        using var turn = await passwords.Turn(cancellationToken);
        return passwords.Hash(password);
    }

    private async Task<User> First(RegisterUser command, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await users.AnyExists(cancellationToken))
            throw Invitation.Closed();

        await organisations.Ensure(OrganisationId.Default, cancellationToken);
        return User.Register(OrganisationId.Default, command.Email, command.Name, UserRole.Owner, now);
    }

    private async Task<User> Invited(RegisterUser command, string token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var invitation = await invitations.FindByToken(token, cancellationToken) ?? throw Invitation.Closed();
        var user = User.Register(invitation.OrgId, command.Email, command.Name, invitation.OrgRole, now);
        invitation.Accept(user.Email, user.Id, now);
        await invitations.Save(invitation, cancellationToken);
        return user;
    }
}
