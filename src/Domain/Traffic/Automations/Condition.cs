using System.Text.Json;
using System.Text.RegularExpressions;

namespace Hivemind.Domain.Traffic.Automations;

/// <summary>One question about a payload. Its members are the wire's: a field path, an operator and a value.</summary>
public sealed class Condition(string field, ConditionOperator @operator, JsonElement? value)
{
    private Regex? _pattern;

    /// <summary>A dot path with array indexes. <c>event.</c> reaches the envelope where there is one.</summary>
    public string Field { get; } = field;

    public ConditionOperator Operator { get; } = @operator;

    /// <summary>What the field is compared with; not used by exists and not_exists.</summary>
    public JsonElement? Value { get; } = value;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Fault()
    {
        if (Field is not { Length: > 0 and <= JsonPath.MaxLength })
            return $"A condition names a field of 1 to {JsonPath.MaxLength} characters.";

        if (!Enum.IsDefined(Operator))
            return "An operator is missing.";

        if (Operator is ConditionOperator.Regex)
            return JsonPath.Text(Value) is { } pattern ? SafePattern.Fault(pattern) : "The value of regex is a pattern.";

        return Value is null && Operator is not (ConditionOperator.Exists or ConditionOperator.NotExists or ConditionOperator.Eq or ConditionOperator.Neq)
            ? "A value is missing."
            : null;
    }

    public bool Evaluate(JsonElement payload) => Holds(JsonPath.Find(payload, Field));

    public bool Evaluate(TemplateScope scope) => Holds(scope.Field(Field));

    private bool Holds(JsonElement? actual) => Operator switch
    {
        ConditionOperator.Eq => Equal(actual, Value),
        ConditionOperator.Neq => !Equal(actual, Value),
        ConditionOperator.Gt => Compare(actual) > 0,
        ConditionOperator.Lt => Compare(actual) < 0,
        ConditionOperator.Gte => Compare(actual) >= 0,
        ConditionOperator.Lte => Compare(actual) <= 0,
        ConditionOperator.Contains => Contains(actual),
        ConditionOperator.NotContains => !Contains(actual),
        ConditionOperator.Exists => Exists(actual),
        ConditionOperator.NotExists => !Exists(actual),
        ConditionOperator.Regex => Matches(actual),
        _ => false,
    };

    private static bool Exists(JsonElement? actual) => actual is { ValueKind: not JsonValueKind.Null };

    // A value left out reads as null from the wire: what is not there equals nothing, not even null.
    private static bool Equal(JsonElement? actual, JsonElement? value) =>
        actual is { } one && (value is { } other ? JsonElement.DeepEquals(one, other) : one.ValueKind is JsonValueKind.Null);

    private int? Compare(JsonElement? actual)
    {
        if (actual is not { ValueKind: JsonValueKind.Number } one || Value is not { ValueKind: JsonValueKind.Number } other)
            return null;

        return one.TryGetDecimal(out var exact) && other.TryGetDecimal(out var otherExact)
            ? exact.CompareTo(otherExact)
            : one.GetDouble().CompareTo(other.GetDouble());
    }

    private bool Contains(JsonElement? actual) => actual switch
    {
        { ValueKind: JsonValueKind.String } text => JsonPath.Text(Value) is { } part && JsonPath.Text(text)?.Contains(part, StringComparison.Ordinal) == true,
        { ValueKind: JsonValueKind.Array } list => Value is { } value && list.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)),
        _ => false,
    };

    private bool Matches(JsonElement? actual)
    {
        if (JsonPath.Text(actual) is not { } input || JsonPath.Text(Value) is not { } pattern)
            return false;

        try
        {
            _pattern ??= SafePattern.Compile(pattern);
            return _pattern.IsMatch(Common.Text.Cut(input, SafePattern.MaxInput));
        }
        catch (Exception exception) when (exception is RegexMatchTimeoutException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}

/// <summary>How a field is compared with a value.</summary>
public enum ConditionOperator
{
    Eq = 1,
    Neq,
    Gt,
    Lt,
    Gte,
    Lte,
    Contains,
    NotContains,
    Exists,
    NotExists,
    Regex,
}
