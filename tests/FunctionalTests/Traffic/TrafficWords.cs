using System.Net;

namespace Hivemind.FunctionalTests.Traffic;

/// <summary>Speaks of instances and events as clients do.</summary>
internal static class TrafficWords
{
    public static async Task<Guid> NewInstance(this Organisation organisation, string name = "support", string channel = "slack") =>
        (await organisation.Admin.Post("instances", $$"""{"name": "{{name}}", "channel": "{{channel}}"}""")).Expect(HttpStatusCode.Created).Id;

    public static async Task<Answer> Report(this Caller caller, string body, HttpStatusCode expected = HttpStatusCode.Created) =>
        (await caller.Post("events", body)).Expect(expected);
}
