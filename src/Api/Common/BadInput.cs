using System.Text.Json;
using Hivemind.Domain.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Hivemind.Api.Common;

/// <summary>What model binding could not read becomes one VALIDATION_ERROR, by wire field name, without echoing the input.</summary>
internal static class BadInput
{
    public static IActionResult Refuse(ActionContext context)
    {
        var errors = context.ModelState
            .Where(entry => entry.Value is { ValidationState: ModelValidationState.Invalid })
            .GroupBy(entry => FieldOf(entry.Key))
            .ToDictionary(group => group.Key, _ => new[] { "The value is missing or not of the expected form." });

        return new Refusal(new ValidationFailedException(errors));
    }

    private static string FieldOf(string key)
    {
        var path = key.TrimStart('$').TrimStart('.');
        return path.Length == 0 ? "body" : JsonNamingPolicy.SnakeCaseLower.ConvertName(path);
    }

    private sealed class Refusal(HivemindException refusal) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) => Problem.Write(context.HttpContext, refusal);
    }
}

/// <summary>Refuses NUL characters in path and query: PostgreSQL cannot compare with them.</summary>
internal sealed class NulGuard(RequestDelegate next)
{
    public Task Invoke(HttpContext context)
    {
        var request = context.Request;
        return request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) == true || request.Path.Value?.Contains('\0') == true
            ? Problem.Write(context, ErrorCode.Validation, "The address holds a NUL character.")
            : next(context);
    }
}
