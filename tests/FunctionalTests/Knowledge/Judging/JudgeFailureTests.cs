using System.Net;
using Hivemind.FunctionalTests.Knowledge.Contributions;
using Microsoft.AspNetCore.Http;

namespace Hivemind.FunctionalTests.Knowledge.Judging;

/// <summary>A judge that does not judge costs nobody a contribution: the rules decide.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class JudgeFailureTests
{
    private static IEnumerable<TestCaseData> Failures =>
    [
        Failure("status 500", context => Status(context, 500)),
        Failure("status 401", context => Status(context, 401)),
        Failure("a redirect", context => Status(context, 302)),
        Failure("no json", context => context.Response.WriteAsync("sorry")),
        Failure("no choice", context => context.Response.WriteAsJsonAsync(new { choices = Array.Empty<string>() })),
        Failure("other members", context => context.Response.WriteAsJsonAsync(new { answer = 1 })),
        Failure("words alone", context => LanguageModel.Say(context, "I would rather not.")),
        Failure("an unknown number", context => LanguageModel.Say(context, """{"same": [7]}""")),
        Failure("an unknown member", context => LanguageModel.Say(context, """{"alike": [1]}""")),
        Failure("a broken line", context => { context.Abort(); return Task.CompletedTask; }),
        Failure("silence", context => Task.Delay(Timeout.Infinite, context.RequestAborted)),
    ];

    [TestCaseSource(nameof(Failures))]
    public async Task When_the_judge_fails_the_rules_decide(Func<HttpContext, Task> answer)
    {
        await using var model = await LanguageModel.Start((_, context) => answer(context));
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), new(model.Settings) { ["Llm:TimeoutSeconds"] = "0.5" });
        var organisation = await Hive.NewOrganisation(server);
        var (text, other) = JudgeTests.Pair();
        await organisation.Admin.Publish(text);

        var id = await organisation.Admin.Queue(other);

        Assert.That(model.Questions, Has.Count.EqualTo(1));
        Assert.That(await organisation.Ask<bool>("select conflict_action is null from pending_contributions where id = @id", new { id }), Is.True);
    }

    [Test]
    public async Task A_match_that_was_confirmed_before_the_judge_failed_is_decided_by_the_rule()
    {
        await using var model = await LanguageModel.Start((task, context) =>
            task.Contains("\"same\"", StringComparison.Ordinal) ? LanguageModel.Say(context, """{"same": [1]}""") : LanguageModel.Say(context, """{"action": "BURN"}"""));
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), model.Settings);
        var organisation = await Hive.NewOrganisation(server);
        var text = $"{Contribute.Text()} {string.Join(' ', Enumerable.Range(1, 150).Select(number => $"step{number}"))}";
        var match = await organisation.Admin.Publish(text, more: new { version = "1" });

        var id = await organisation.Admin.Queue(text + " indeed", more: new { version = "2" });

        Assert.That(await organisation.Ask<string>("select conflict_action || ':' || supersedes_item_id from pending_contributions where id = @id", new { id }),
            Is.EqualTo($"VERSION_FORK:{match}"));
    }

    [Test]
    public async Task A_judge_that_keeps_failing_is_left_alone()
    {
        await using var model = await LanguageModel.Start((_, context) => Status(context, 500));
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), model.Settings);
        var organisation = await Hive.NewOrganisation(server);
        var (text, _) = JudgeTests.Pair();
        await organisation.Admin.Publish(text);

        for (var number = 0; number < 8; number++)
            await organisation.Admin.Queue($"{text} As seen {number} times.");

        Assert.That(model.Questions, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Equal_texts_and_a_server_without_a_key_ask_nobody()
    {
        await using var model = await LanguageModel.Start("UPDATE", same: 1);
        var database = await TestApp.CloneDatabase();
        await using var keyless = await TestServer.Start(database, new(model.Settings) { ["Llm:ApiKey"] = "" });
        await using var server = await TestServer.Start(database, model.Settings);
        var organisation = await Hive.NewOrganisation(keyless);
        var (text, other) = JudgeTests.Pair();
        await organisation.Admin.Publish(text);

        await organisation.Admin.Queue(other);
        (await organisation.Admin.At(server).Offer(text)).Expect(HttpStatusCode.OK);

        Assert.That(model.Questions, Is.Empty);
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync("secret words of the service");
    }

    private static TestCaseData Failure(string name, Func<HttpContext, Task> answer) => new TestCaseData(answer).SetArgDisplayNames(name);
}
