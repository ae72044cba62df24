using System.Net;
using Hivemind.FunctionalTests.Knowledge.Contributions;

namespace Hivemind.FunctionalTests.Knowledge.Judging;

[Parallelizable(ParallelScope.All)]
public sealed class JudgeTests
{
    [TestCase("UPDATE")]
    [TestCase("VERSION_FORK")]
    public async Task What_the_judge_confirms_and_decides_is_kept_with_the_contribution(string action)
    {
        await using var model = await LanguageModel.Start(action, same: 1);
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), model.Settings);
        var organisation = await Hive.NewOrganisation(server);
        var (text, other) = Pair();
        var match = await organisation.Admin.Publish(text);

        var id = await organisation.Admin.Queue(other);

        Assert.That(await organisation.Ask<string>("select conflict_action || ':' || supersedes_item_id from pending_contributions where id = @id", new { id }),
            Is.EqualTo($"{action}:{match}"));
        Assert.That(model.Questions, Has.Count.EqualTo(2));
        Assert.That(model.Questions[0].Texts.GetProperty("candidates")[0].GetProperty("note").GetProperty("Content").GetString(), Is.EqualTo(text));
        Assert.That(model.Questions.Select(question => question.Authorization), Is.All.EqualTo("Bearer hidden-key"));
        Assert.That(server.LogText, Does.Not.Contain("hidden-key").And.Not.Contain(other));
    }

    [Test]
    public async Task What_adds_nothing_is_a_duplicate()
    {
        await using var model = await LanguageModel.Start("NOOP", same: 1);
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), model.Settings);
        var organisation = await Hive.NewOrganisation(server);
        var (text, other) = Pair();
        var match = await organisation.Admin.Publish(text);

        var answer = (await organisation.Admin.Offer(other)).Expect(HttpStatusCode.OK);

        Assert.That(answer.Json.GetProperty("duplicate_of").GetGuid(), Is.EqualTo(match));
    }

    [Test]
    public async Task An_indirect_conflict_waits_for_a_person_even_where_a_rule_approves()
    {
        await using var model = await LanguageModel.Start("INDIRECT", same: 1);
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), model.Settings);
        var organisation = await Hive.NewOrganisation(server);
        var (text, other) = Pair();
        await organisation.Admin.Publish(text);
        await organisation.Admin.Put("auto-approve-rules/tooling", new { is_auto_approve = true });

        var id = await organisation.Admin.Queue(other);

        Assert.That(await organisation.Ask<string>("select conflict_action || ':' || array_to_string(tags, ',') from pending_contributions where id = @id", new { id }),
            Is.EqualTo("FLAGGED_FOR_REVIEW:conflict_flagged"));
    }

    [Test]
    public async Task What_the_judge_does_not_confirm_is_added()
    {
        await using var model = await LanguageModel.Start("UPDATE");
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), model.Settings);
        var organisation = await Hive.NewOrganisation(server);
        var (text, other) = Pair();
        await organisation.Admin.Publish(text);

        var id = await organisation.Admin.Queue(other);

        Assert.That(await organisation.Ask<bool>("select conflict_action is null and supersedes_item_id is null from pending_contributions where id = @id", new { id }), Is.True);
        Assert.That(model.Questions, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task At_most_three_candidates_are_shown_and_the_own_ones_first()
    {
        await using var model = await LanguageModel.Start("UPDATE", same: [1, 2, 3]);
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), model.Settings);
        var (other, organisation) = (await Hive.NewOrganisation(server), await Hive.NewOrganisation(server));
        var (text, offered) = Pair();
        foreach (var number in Enumerable.Range(1, 4))
            await other.Knows($"{text} Seen {number} times.", row => row with { IsPublic = true });
        var own = await organisation.Knows($"{text} Seen by us.");

        var id = await organisation.Admin.Queue(offered);

        Assert.That(model.Questions[0].Texts.GetProperty("candidates").GetArrayLength(), Is.EqualTo(3));
        Assert.That(await organisation.Ask<Guid>("select supersedes_item_id from pending_contributions where id = @id", new { id }), Is.EqualTo(own.Id));
    }

    [Test]
    public async Task An_item_of_another_organisation_is_never_superseded()
    {
        await using var model = await LanguageModel.Start("UPDATE", same: 1);
        await using var server = await TestServer.Start(await TestApp.CloneDatabase(), model.Settings);
        var (other, organisation) = (await Hive.NewOrganisation(server), await Hive.NewOrganisation(server));
        var (text, offered) = Pair();
        await other.Admin.Publish(text, isPublic: true);

        var id = await organisation.Admin.Queue(offered);

        Assert.That(await organisation.Ask<bool>("select conflict_action is null and supersedes_item_id is null from pending_contributions where id = @id", new { id }), Is.True);
    }

    /// <summary>Two texts about one matter, near in meaning but not in their words.</summary>
    internal static (string Text, string Other) Pair()
    {
        var mark = Guid.CreateVersion7().ToString("N")[20..];
        return ($"The payment gateway {mark} waits thirty seconds for an answer before it gives up.", $"Payment gateway {mark} gives up when there is no answer after ten seconds.");
    }
}
