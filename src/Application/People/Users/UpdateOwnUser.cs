using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.People;
using MediatR;

namespace Hivemind.Application.People.Users;

/// <summary>A user describes itself. Whether it is online only the server knows.</summary>
[Access(Audience.User, Scope.PeopleWrite)]
public sealed record UpdateOwnUser(string Name, string? Role, IReadOnlyList<string>? Skills, UserStatus? Status) : ICommand<UserProfile>;

internal sealed class UpdateOwnUserValidator : AbstractValidator<UpdateOwnUser>
{
    public UpdateOwnUserValidator()
    {
        RuleFor(command => command.Name).NotNull().Characters(1, User.MaxNameLength);
        RuleFor(command => command.Role).Characters(1, User.MaxNameLength);
        RuleFor(command => command.Skills)
            .Must(skills => skills is null || skills.Count <= User.MaxSkills).WithMessage($"At most {User.MaxSkills} skills.");
        RuleForEach(command => command.Skills).NotNull().Characters(1, User.MaxSkillLength).OverridePropertyName("Skills");
    }
}

internal sealed class UpdateOwnUserHandler(IUserRepository users, IAuditLog audit, CallContext call) : IRequestHandler<UpdateOwnUser, UserProfile>
{
    public async Task<UserProfile> Handle(UpdateOwnUser command, CancellationToken cancellationToken)
    {
        var user = await users.Get(call.OrgId, call.Caller.UserId.GetValueOrDefault(), cancellationToken);
        user.Describe(command.Name, command.Role, command.Skills ?? [], command.Status ?? UserStatus.Available);
        var saved = await users.Save(user, cancellationToken);
        await audit.Write("user.updated", "user", user.Id.ToString(), null, cancellationToken);
        return saved;
    }
}
