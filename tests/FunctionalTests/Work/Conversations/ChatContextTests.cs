using System.Net;
using System.Text.Json;
using Dapper;
using Hivemind.Domain.Work.Tasks;

namespace Hivemind.FunctionalTests.Work.Conversations;

/// <summary>What goes along with a run stays small enough to be stored and shown with it.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ChatContextTests
{
    [Test]
    public async Task Of_a_long_conversation_the_newest_goes_along()
    {
        var organisation = await Hive.NewOrganisation();
        var id = await Talk.Begin(organisation.Admin);
        foreach (var letter in "abc")
            await Talk.Say(organisation.Admin, id, new string(letter, 90_000));

        var (run, _) = await Talk.Chat(organisation.Admin, "Go on", id);

        var context = await ContextOf(organisation, run);
        var messages = context.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("content").GetString() ?? "").ToList();
        Assert.That(context.GetRawText(), Has.Length.LessThan(300_000));
        Assert.That(context.GetProperty("truncated").GetBoolean(), Is.True);
        Assert.That(messages.Select(message => (message[0], message.Length == 90_000)), Is.EqualTo(new[] { ('a', false), ('b', true), ('c', true), ('G', false) }));
        Assert.That((await organisation.Admin.Get($"conversations/{id}/context")).Json.GetProperty("messages")[0].GetProperty("content").GetString(), Has.Length.EqualTo(90_000));
    }

    [Test]
    public async Task Of_long_results_the_newest_goes_along_and_no_character_is_split()
    {
        var organisation = await Hive.NewOrganisation();
        var (first, id) = await Talk.Chat(organisation.Admin, "One");
        await Talk.End(organisation, first, WorkTaskStatus.Completed, "gone");
        var (second, _) = await Talk.Chat(organisation.Admin, "Two", id);
        await Talk.End(organisation, second, WorkTaskStatus.Completed, string.Concat(Enumerable.Repeat("🐝", 90_000)));

        var (third, _) = await Talk.Chat(organisation.Admin, "Three", id);

        var context = await ContextOf(organisation, third);
        var task = context.GetProperty("tasks").EnumerateArray().Single();
        Assert.That(task.GetProperty("id").GetGuid(), Is.EqualTo(second));
        Assert.That(task.GetProperty("result").GetString(), Does.Match("^(🐝)+$").And.Length.LessThan(20_000));
        Assert.That((await organisation.Admin.Get($"tasks/{third}")).Expect(HttpStatusCode.OK).Text, Has.Length.LessThan(600_000));
    }

    [Test]
    public async Task A_short_conversation_goes_along_whole()
    {
        var organisation = await Hive.NewOrganisation();

        var (run, _) = await Talk.Chat(organisation.Admin, "One");

        Assert.That((await ContextOf(organisation, run)).GetProperty("truncated").GetBoolean(), Is.False);
    }

    private static async Task<JsonElement> ContextOf(Organisation organisation, Guid run)
    {
        await using var connection = await organisation.Server.Database.OpenConnectionAsync();
        var stored = await connection.ExecuteScalarAsync<string>("select source_metadata->>'context' from tasks where id = @run", new { run });
        return JsonSerializer.Deserialize<JsonElement>(stored ?? "null");
    }
}
