using System.Text.Json.Serialization;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People.Organisations;
using Hivemind.Application.People.SignIn;
using Hivemind.Domain.People;
using MediatR;

namespace Hivemind.Application.People.Users;

/// <summary>An admin changes what a user is called and may do. Deactivating ends the user's sessions.</summary>
[Access(Audience.Admin, Scope.PeopleWrite)]
public sealed record UpdateUser(Guid Id, UserChanges Changes) : ICommand<UserView>;

/// <summary>What an admin may change about a user; what is absent stays.</summary>
public sealed record UserChanges
{
    public bool? IsActive { get; init; }

    /// <summary>Only an owner may grant or take away owner.</summary>
    public UserRole? OrgRole { get; init; }

    public string? Name { get; init; }

    /// <summary>The job in words; null removes it.</summary>
    public string? Role
    {
        get;
        init => (field, SetsRole) = (value, true);
    }

    [JsonIgnore]
    public bool SetsRole { get; private init; }
}

internal sealed class UpdateUserValidator : AbstractValidator<UpdateUser>
{
    public UpdateUserValidator()
    {
        RuleFor(command => command.Changes.Name).Characters(1, User.MaxNameLength).OverridePropertyName("Name");
        RuleFor(command => command.Changes.Role).Characters(1, User.MaxNameLength).OverridePropertyName("Role");
    }
}

internal sealed class UpdateUserHandler(
    IUserRepository users, ISessionRepository sessions, IOrganisationRepository organisations, AccessNews access, IAuditLog audit, CallContext call)
    : IRequestHandler<UpdateUser, UserView>
{
    public async Task<UserView> Handle(UpdateUser command, CancellationToken cancellationToken)
    {
        var changes = command.Changes;
        var others = await organisations.LockAdmins(call.OrgId, command.Id, exceptAgent: null, cancellationToken);
        var user = await users.Get(call.OrgId, command.Id, cancellationToken);

        user.Rename(changes.Name ?? user.Name, changes.SetsRole ? changes.Role : user.Role);
        user.Change(changes.OrgRole ?? user.OrgRole, changes.IsActive ?? user.IsActive, call.Caller.Role is OrgRole.Owner, others);

        var saved = await users.Save(user, cancellationToken);
        if (!user.IsActive)
        {
            await sessions.RevokeAll(user.Id, except: null, cancellationToken);
            await access.Ended(call.OrgId, $"user:{user.Id}", cancellationToken);
        }

        await audit.Write("user.updated", "user", user.Id.ToString(), new { changes.OrgRole, changes.IsActive }, cancellationToken);
        return UserView.Of(saved, forAdmin: true);
    }
}
