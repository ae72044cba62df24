using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.People.SignIn;

/// <summary>A person signs in. Every cause of failure has one answer and costs the same time.</summary>
[Access(Audience.Public)]
public sealed record LogIn(string Email, string Password) : ICommand<SessionToken>;

/// <summary>The token of a new session. It also comes as a cookie.</summary>
public sealed record SessionToken([property: ShownOnce] string? AccessToken, string TokenType, int ExpiresIn);

internal sealed class LogInValidator : AbstractValidator<LogIn>
{
    public LogInValidator()
    {
        RuleFor(command => command.Email).Characters(1, 1000);
        RuleFor(command => command.Password).Characters(0, 1000);
    }
}

internal sealed class LogInHandler(
    ISignInQueries accounts, IPasswords passwords, ISignInLimit limit, ISessionRepository sessions,
    IAuditLog audit, CallContext call, IOptions<AuthOptions> options, TimeProvider time) : IRequestHandler<LogIn, SessionToken>
{
    public async Task<SessionToken> Handle(LogIn command, CancellationToken cancellationToken)
    {
        var account = await Check(command.Email.Trim(), command.Password, cancellationToken);

        var life = options.Value.SessionTime;
        var token = await sessions.Open(account, time.Now() + life, cancellationToken);
        await audit.Write("session.created", "user", account.Id.ToString(), null, cancellationToken, account.OrgId, account.Id.ToString());
        return new SessionToken(token, "bearer", (int)life.TotalSeconds);
    }

    private async Task<Account> Check(string email, string password, CancellationToken cancellationToken)
    {
        // The limit is asked within the turn: many guesses at once get no further than the processors let them.
        using var turn = await passwords.Turn(cancellationToken);
        await limit.Check(email, call.Ip, cancellationToken);

        var account = await accounts.FindAccount(email, cancellationToken);
        if (passwords.Verify(account?.PasswordHash, password) && account is { IsActive: true })
            return account;

        await limit.Failed(email, call.Ip, CancellationToken.None);
        throw new HivemindException(ErrorCode.Unauthorized, "The e-mail address or the password is wrong.");
    }
}
