using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People.Users;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.People.SignIn;

/// <summary>A user changes its password; all its other sessions end.</summary>
[Access(Audience.User, Scope.PeopleWrite)]
public sealed record ChangeOwnPassword(string CurrentPassword, string NewPassword) : ICommand<Guid>;

internal sealed class ChangeOwnPasswordValidator : AbstractValidator<ChangeOwnPassword>
{
    public ChangeOwnPasswordValidator()
    {
        RuleFor(command => command.CurrentPassword).Characters(0, 1000);
        RuleFor(command => command.NewPassword).Password();
    }
}

internal sealed class ChangeOwnPasswordHandler(
    ISignInQueries accounts, IPasswords passwords, ISignInLimit limit, IUserRepository users, ISessionRepository sessions,
    AccessNews access, IAuditLog audit, CallContext call) : IRequestHandler<ChangeOwnPassword, Guid>
{
    public async Task<Guid> Handle(ChangeOwnPassword command, CancellationToken cancellationToken)
    {
        var userId = call.Caller.UserId.GetValueOrDefault();
        var hash = await NewHash(userId, command, cancellationToken);

        await users.SetPassword(userId, hash, cancellationToken);
        var ended = await sessions.RevokeAll(userId, call.Caller.CredentialId, cancellationToken);
        await access.Ended(call.OrgId, call.Caller.ActorId, cancellationToken);
        await audit.Write("user.password_changed", "user", userId.ToString(), new { SessionsRevoked = ended }, cancellationToken);
        return userId;
    }

    private async Task<string> NewHash(Guid userId, ChangeOwnPassword command, CancellationToken cancellationToken)
    {
        var account = await accounts.FindAccount(userId, cancellationToken) ?? throw new NotFoundException("user");

        using var turn = await passwords.Turn(cancellationToken);
        await limit.Check(account.Email, call.Ip, cancellationToken);

        if (passwords.Verify(account.PasswordHash, command.CurrentPassword))
            return passwords.Hash(command.NewPassword);

        await limit.Failed(account.Email, call.Ip, CancellationToken.None);
        throw new HivemindException(ErrorCode.Unauthorized, "The current password is wrong.");
    }
}
