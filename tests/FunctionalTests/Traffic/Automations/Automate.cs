using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests.Traffic.Automations;

/// <summary>Speaks of automations: making them, and what they did.</summary>
internal static class Automate
{
    /// <summary>The body of an automation that logs a line for each event of the type.</summary>
    public static Dictionary<string, object?> Logging(string type = "custom.test") =>
        Body(type, new { type = "log", config = new { level = "info", message = "seen {{payload.n}}" } });

    public static Dictionary<string, object?> Body(string type, params object[] actions) => new()
    {
        ["name"] = $"On {type}",
        ["triggerEventType"] = type,
        ["actions"] = actions,
    };

    public static Dictionary<string, object?> With(this Dictionary<string, object?> body, string member, object? value) => new(body) { [member] = value };

    /// <summary>JSON with the names as they are written here: the camelCase of this family.</summary>
    public static string Json(object body) => JsonSerializer.Serialize(body);

    public static async Task<Guid> Create(Organisation organisation, Dictionary<string, object?> body) =>
        (await organisation.Admin.Post("automations", Json(body))).Expect(HttpStatusCode.Created).Id;
}
