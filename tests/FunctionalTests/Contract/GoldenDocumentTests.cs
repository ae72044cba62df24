using System.Text.RegularExpressions;

namespace Hivemind.FunctionalTests.Contract;

/// <summary>docs/openapi.json is what the server serves, and good to generate clients from.</summary>
[Parallelizable(ParallelScope.All)]
public sealed partial class GoldenDocumentTests
{
    [Test]
    public async Task The_kept_document_is_the_served_one()
    {
        using var served = await (await TestApp.Server).Http.GetAsync("/openapi.json");

        var kept = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "openapi.json"));

        Assert.That(await served.Content.ReadAsStringAsync() == kept, Is.True, "The API has changed: run build/sdk.sh and commit docs/openapi.json with the clients.");
    }

    [Test]
    public async Task Every_name_makes_a_good_type()
    {
        var schemas = (await ApiDocument.Get()).Root.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(schema => schema.Name).ToList();

        Assert.That(schemas.Where(name => !TypeName().IsMatch(name)), Is.Empty);
    }

    [Test]
    public async Task Nothing_is_left_open_but_what_is_free_by_nature()
    {
        var document = (await ApiDocument.Get()).Root;

        var open =
            from schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject()
            where schema.Value.TryGetProperty("properties", out _)
            from member in schema.Value.GetProperty("properties").EnumerateObject()
            where !member.Value.TryGetProperty("type", out var type) && !member.Value.TryGetProperty("$ref", out _) && !member.Value.TryGetProperty("allOf", out _)
                || (type.ValueKind is System.Text.Json.JsonValueKind.String && type.GetString() == "array" && !member.Value.TryGetProperty("items", out _))
            select $"{schema.Name}.{member.Name}";

        Assert.That(open, Is.SubsetOf(
        [
            "ActionResult.result",
            "AuditEntry.details",
            "AutomationAction.config",
            "Condition.value",
            "ConditionTest.actual",
            "ConditionTest.value",
            "ConversationChange.metadata",
            "ConversationContent.metadata",
            "ConversationView.metadata",
            "CreateConversation.metadata",
            "CreateSource.config",
            "DataSourceChange.config",
            "DataSourceView.config",
            "CreateTask.source_metadata",
            "DeadLetterRetry.payload",
            "DeadLetterView.editedPayload",
            "DeadLetterView.payload",
            "LastGoodEvent.payload",
            "MessageContent.metadata",
            "MessageView.metadata",
            "OpenPayloadView.payload",
            "SampleEvent.payload",
            "EventInput.rawPayload", "EventInput.agentRequest", "EventInput.agentResponse", "EventInput.metadata", "EventView.rawPayload",
            "EventView.agentRequest", "EventView.agentResponse", "EventView.metadata", "MetaListOfJsonElement.items", "TriggerEvent.payload",
            "StreamItem.payload",
            "TaskView.source_metadata",
            "WebhookDeliveryView.payload",
            "WebhookEventView.payload",
        ]));
    }

    [GeneratedRegex("^[A-Z][A-Za-z]+$")]
    private static partial Regex TypeName();
}
