using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;

namespace Hivemind.Application.People.Keys;

/// <summary>Makes a key and records that it was made: for admins, for the command line and for the first start.</summary>
public sealed class KeyMaking(IApiKeyRepository keys, IAuditLog audit, CallContext call)
{
    public async Task<NewApiKeyView> Make(string orgId, NewApiKey values, CancellationToken cancellationToken)
    {
        var made = await keys.Add(orgId, Secret.New(Secret.ApiKey), values, call.Caller.ActorId, cancellationToken);
        await audit.Write("api_key.created", "api_key", made.Id.ToString(), new { made.AgentId, made.Tier, made.Scopes }, cancellationToken, orgId);
        return made;
    }
}

/// <summary>Shapes of the values of a key.</summary>
internal static class KeyRules
{
    public static IRuleBuilderOptions<T, IReadOnlyList<string>?> Scopes<T>(this IRuleBuilder<T, IReadOnlyList<string>?> rule) =>
        rule.Must(scopes => scopes is null || (scopes.Count > 0 && scopes.All(Scope.All.Contains) && scopes.Distinct().Count() == scopes.Count))
            .WithMessage($"null for all, or some of {string.Join(", ", Scope.All)}.");

    public static IRuleBuilderOptions<T, int?> RateLimit<T>(this IRuleBuilder<T, int?> rule) => rule.InclusiveBetween(1, 1_000_000);

    public static IRuleBuilderOptions<T, DateTimeOffset?> InFuture<T>(this IRuleBuilder<T, DateTimeOffset?> rule, TimeProvider time) =>
        rule.Must(instant => instant is null || instant > time.GetUtcNow()).WithMessage("An instant in the future.");
}
