using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Hivemind.FunctionalTests.Knowledge.Judging;

/// <summary>A service with OpenAI's chat completions on the loopback, whose answers a test decides.</summary>
internal sealed class LanguageModel : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LanguageModel(WebApplication app) => _app = app;

    /// <summary>What it was asked so far: the user's message of each request, and the key it came with.</summary>
    public List<(string Task, JsonElement Texts, string? Authorization)> Questions { get; } = [];

    /// <summary>The settings of a server that asks this model.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Llm:BaseUrl"] = $"{_app.Urls.Single()}/v1/",
        ["Llm:ApiKey"] = "hidden-key",
        ["Llm:Model"] = "some-model",
        ["Limits:BurstCount"] = "0",
    };

    /// <summary>A model that confirms the given candidates, and decides as told.</summary>
    public static Task<LanguageModel> Start(string action, params int[] same) => Start((task, context) =>
        Say(context, task.Contains("\"same\"", StringComparison.Ordinal) ? $$"""{"same": [{{string.Join(',', same)}}]}""" : $$"""{"action": "{{action}}"}"""));

    public static async Task<LanguageModel> Start(Func<string, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        var model = new LanguageModel(builder.Build());
        model._app.MapPost("/v1/chat/completions", async (JsonElement body, HttpContext context) =>
        {
            var messages = body.GetProperty("messages");
            var task = messages[0].GetProperty("content").GetString() ?? "";
            lock (model.Questions)
                model.Questions.Add((task, JsonElement.Parse(messages[1].GetProperty("content").GetString() ?? ""), context.Request.Headers.Authorization));

            await answer(task, context);
        });
        await model._app.StartAsync();
        return model;
    }

    /// <summary>Answers as models do, with words around what was asked for.</summary>
    public static Task Say(HttpContext context, string json) =>
        context.Response.WriteAsJsonAsync(new { choices = new[] { new { message = new { role = "assistant", content = $"Here it is:\n```json\n{json}\n```" } } } });

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
