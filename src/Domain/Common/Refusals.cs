namespace Hivemind.Domain.Common;

/// <summary>A refusal with a stable code. Only this and its kinds become an answer below 500.</summary>
public class HivemindException(string code, string message, IReadOnlyDictionary<string, object?>? details = null, Exception? inner = null)
    : Exception(message, inner)
{
    public string Code { get; } = code;

    /// <summary>Further members of the problem document, by their wire name, for example <c>existing_id</c>.</summary>
    public IReadOnlyDictionary<string, object?> Details { get; } = details ?? new Dictionary<string, object?>();
}

/// <summary>The domain refuses: a rule does not allow what was asked.</summary>
public sealed class RuleException(string code, string message, IReadOnlyDictionary<string, object?>? details = null)
    : HivemindException(code, message, details)
{
    public static RuleException Forbidden(string message) => new(ErrorCode.Forbidden, message);

    public static RuleException InvalidState(string message, string currentStatus) =>
        new(ErrorCode.InvalidState, message, new Dictionary<string, object?> { ["current_status"] = currentStatus });

    public static RuleException Duplicate(string message, object existing, string member = "existing_id") =>
        new(ErrorCode.Duplicate, message, new Dictionary<string, object?> { [member] = existing });

    public static RuleException RateLimited(string message, int retryAfterSeconds) =>
        new(ErrorCode.RateLimited, message, new Dictionary<string, object?> { ["retry_after"] = retryAfterSeconds });
}

/// <summary>There is no such thing for this caller: unknown, deleted, or another organisation's.</summary>
public sealed class NotFoundException(string what) : HivemindException(ErrorCode.NotFound, $"No such {what}.");

/// <summary>Input that is not valid, by wire field name.</summary>
public sealed class ValidationFailedException(IReadOnlyDictionary<string, string[]> errors)
    : HivemindException(ErrorCode.Validation, "The request is not valid.")
{
    public ValidationFailedException(string field, string message)
        : this(new Dictionary<string, string[]> { [field] = [message] })
    {
    }

    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors;
}
