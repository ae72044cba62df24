using System.Text.Json;

namespace Hivemind.Domain.Traffic.Automations;

/// <summary>Conditions that must hold together, or of which one must. None at all always hold.</summary>
public sealed class ConditionSet(IReadOnlyList<Condition> conditions, ConditionLogic logic = ConditionLogic.And)
{
    public const int MaxConditions = 50;

    public IReadOnlyList<Condition> Conditions { get; } = conditions;

    public ConditionLogic Logic { get; } = logic;

    public bool Evaluate(JsonElement payload) => Decide(condition => condition.Evaluate(payload));

    public bool Evaluate(TemplateScope scope) => Decide(condition => condition.Evaluate(scope));

    private bool Decide(Func<Condition, bool> holds) =>
        Conditions.Count == 0 || (Logic is ConditionLogic.And ? Conditions.All(holds) : Conditions.Any(holds));
}

/// <summary>Whether every condition must hold, or one is enough.</summary>
public enum ConditionLogic
{
    And,
    Or,
}
