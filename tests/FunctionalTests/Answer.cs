using System.Net;
using System.Text.Json;

namespace Hivemind.FunctionalTests;

/// <summary>What the server answered, read whole. Its text is in every failed assertion.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, HttpResponseMessage Message)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The stable code of a problem.</summary>
    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public Guid Id => Json.GetProperty("id").GetGuid();

    public string? Header(string name) =>
        Message.Headers.TryGetValues(name, out var values) || Message.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    /// <summary>This answer, when it has the status; else the test fails and shows the body.</summary>
    public Answer Expect(HttpStatusCode status)
    {
        Assert.That(Status, Is.EqualTo(status), Text);
        return this;
    }

    /// <summary>This answer, when it is the refusal; else the test fails and shows the body.</summary>
    public Answer Refused(HttpStatusCode status, string code)
    {
        Expect(status);
        Assert.That(Code, Is.EqualTo(code), Text);
        Assert.That(Header("Content-Type"), Does.StartWith("application/problem+json"));
        return this;
    }

    public static async Task<Answer> Read(HttpResponseMessage message) =>
        new(message.StatusCode, await message.Content.ReadAsStringAsync(), message);
}
