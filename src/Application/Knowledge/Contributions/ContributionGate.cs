using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Safety;
using Hivemind.Application.People;
using Hivemind.Domain.Common;
using Hivemind.Domain.Knowledge;
using Hivemind.Domain.People;
using Microsoft.Extensions.Options;

namespace Hivemind.Application.Knowledge.Contributions;

/// <summary>Which limits a contribution counts against.</summary>
public enum ContributionLimits
{
    /// <summary>Those of the caller's tier and the burst of the organisation.</summary>
    All,

    /// <summary>None; only for work inside the server, such as an import by its operator.</summary>
    None,
}

/// <summary>Decides, in the promised order, whether a text may come in at all: tier, shape, right, injection, burst.</summary>
internal sealed class ContributionGate(
    CallContext call, IRateLimits limits, IBurstLimit burst, IAccessReader access, IValidator<ContributionInput> validator,
    IOptions<ContributionLimitOptions> limitOptions, TextSafety safety)
{
    public async Task Pass(ContributionInput input, ContributionLimits mode, CancellationToken cancellationToken)
    {
        var caller = call.Caller;
        if (mode is ContributionLimits.All)
            await limits.Take("contributions", $"{caller.OrgId}/{caller.ActorId}", limitOptions.Value.PerMinute(caller.Tier), TimeSpan.FromMinutes(1), cancellationToken);

        RefuseBadShape(input);
        await RequireWrite(caller, input.Category, cancellationToken);
        safety.RefuseOrders(input.Title, input.Content, input.Tags);

        if (mode is ContributionLimits.All)
            await burst.Take(caller.OrgId, cancellationToken);
    }

    private void RefuseBadShape(ContributionInput input)
    {
        var failures = validator.Validate(input).Errors;
        if (failures.Count > 0)
            throw new ValidationFailedException(failures
                .GroupBy(failure => SnakeCase.Of(failure.PropertyName))
                .ToDictionary(group => group.Key, group => group.Select(failure => failure.ErrorMessage).ToArray()));
    }

    private async Task RequireWrite(Principal caller, KnowledgeCategory category, CancellationToken cancellationToken)
    {
        var rights = await access.For(caller, cancellationToken);
        if (!rights.May(KnowledgeRight.Write, caller.OrgId, category))
            throw RuleException.Forbidden("The policies of the organisation do not let this agent contribute to the category.");
    }
}

/// <summary>The sliding limit of one organisation over all its agents, users and processes. Throws RATE_LIMITED.</summary>
public interface IBurstLimit
{
    /// <summary>Counts at once, in a transaction of its own; what is refused is not counted.</summary>
    Task Take(string orgId, CancellationToken cancellationToken);
}
