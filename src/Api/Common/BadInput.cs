using System.Text.Json;
using Hivemind.Domain.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Hivemind.Api.Common;

/// <summary>What model binding could not read becomes one VALIDATION_ERROR, by wire field name, without echoing the input.</summary>
internal static class BadInput
{
    private const string Body = "body";

    public static IActionResult Refuse(ActionContext context)
    {
        var fields = context.ModelState
            .Where(entry => entry.Value is { ValidationState: ModelValidationState.Invalid })
            .Select(entry => entry.Key == BodyOf(context) ? Body : FieldOf(entry.Key)).Distinct().ToList();

        // A body is also named as a whole when one of its fields is wrong; only who sends none at all needs to hear that.
        if (fields.Count > 1)
            fields.Remove(Body);

        return new Refusal(new ValidationFailedException(fields.ToDictionary(field => field, _ => new[] { "The value is missing or not of the expected form." })));
    }

    private static string? BodyOf(ActionContext context) =>
        context.ActionDescriptor.Parameters.FirstOrDefault(parameter => parameter.BindingInfo?.BindingSource == BindingSource.Body)?.Name;

    private static string FieldOf(string key)
    {
        var path = key.TrimStart('$').TrimStart('.');
        return path.Length == 0 ? Body : JsonNamingPolicy.SnakeCaseLower.ConvertName(path);
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
