using FluentValidation;
using Hivemind.Domain.Traffic.Instances;

namespace Hivemind.Application.Traffic.Instances;

/// <summary>What creating and changing an instance check alike.</summary>
internal static class InstanceRules
{
    public static IRuleBuilderOptions<T, string?> IsInstanceName<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(name => name is null || (name.Trim().Length > 0 && name.EnumerateRunes().Count() <= Instance.MaxNameLength))
            .WithMessage($"1 to {Instance.MaxNameLength} characters.");

    public static IRuleBuilderOptions<T, string?> IsProfileText<T>(this IRuleBuilder<T, string?> rule) => rule.MaximumLength(Instance.MaxTextLength);

    public static IRuleBuilderOptions<T, int?> IsAgentTimeout<T>(this IRuleBuilder<T, int?> rule) => rule.InclusiveBetween(1, Instance.MaxAgentTimeoutMs);
}

/// <summary>Names and defaults are one per organisation.</summary>
internal sealed class InstanceNames(IInstanceRepository instances)
{
    /// <summary>Refuses a name in use, and makes an instance that wants to be the default of its channel the only one.</summary>
    public async Task Settle(Instance instance, CancellationToken cancellationToken)
    {
        if (await instances.FindByName(instance.OrgId, instance.Name, instance.Id, cancellationToken) is { } existing)
            throw Hivemind.Domain.Common.RuleException.Duplicate("The organisation has an instance of this name.", existing);

        if (instance.IsDefault)
            await instances.ClearDefault(instance.OrgId, instance.Channel, instance.Id, cancellationToken);
    }
}
