using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class LookTests
{
    [TestCase("dark")]
    [TestCase("light")]
    public async Task No_page_keeps_anybody_out(string theme)
    {
        await using var visit = await Visit.Start();
        await visit.Theme(theme);
        var note = await visit.Learn("A note");
        var waiting = await visit.Contribute("A candidate");

        var task = (await visit.Organisation.Admin.Post("tasks", new { title = "Rotate the keys", status = "available", priority = "urgent" })).Id;
        var run = (await visit.Organisation.Admin.Post("tasks", new { input_message = "Count the herons", assigned_agent = "executor" })).Id;
        await FinishRun(visit, run);
        var chat = (await visit.Organisation.Admin.Post("chat", new { message = "How many herons?" })).Json.GetProperty("data").GetProperty("conversation_id").GetGuid();

        foreach (var path in DashboardPages.All.Concat([$"/knowledge/{note}", $"/contributions/{waiting}", $"/tasks/{task}", $"/tasks/{run}", $"/chat?conversation={chat}"]))
        {
            await visit.Go(path);
            await visit.Settled();
            Assert.That(await visit.Violations(), Is.Empty, path);
        }
    }

    [TestCase("dark")]
    [TestCase("light")]
    public async Task No_dialog_keeps_anybody_out(string theme)
    {
        await using var visit = await Visit.Start();
        await visit.Theme(theme);
        await visit.Contribute("A candidate");
        var note = await visit.Learn("A note");
        var key = (await visit.Organisation.Admin.Post("webhook-endpoints", new { url = "https://example.com/hooks" })).Id;

        await Opens("/tasks", "n");
        await Opens("/tasks?view=runs", "New run");
        await Opens("/agents", "New agent");
        await Opens("/sources", "New source");
        await Opens("/commons", "Control+k");
        await Opens("/commons", "?");
        await Opens("/contributions", "e");
        await Opens("/contributions", "r");
        await Opens("/people?tab=keys", "New key");
        await Opens("/people?tab=keys", "Revoke");
        await Opens("/people?tab=invitations", "Invite");
        await Opens("/webhook-endpoints", "New endpoint");
        await Opens($"/webhook-endpoints?endpoint={key}", "Rotate secret");
        await Opens($"/knowledge/{note}", "Delete");
        await Opens("/events", "Replay");
        await Opens("/automations", "New automation");
        await Opens("/instances", "New instance");
        await Opens("/webhooks", "New source");

        // A key of the keyboard, or the name of a button.
        async Task Opens(string path, string how)
        {
            await visit.Go(path);
            await visit.Settled();
            if (how.Length == 1 || how.StartsWith("Control", StringComparison.Ordinal))
                await visit.Press(how);
            else
                await visit.Page.GetByRole(AriaRole.Button, new() { Name = how }).First.ClickAsync();

            await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            Assert.That(await visit.Violations(), Is.Empty, $"{path} {how}");
        }
    }

    [Test]
    public async Task On_a_phone_no_page_is_wider_than_the_screen()
    {
        await using var visit = await Visit.Start(size: new() { Width = 390, Height = 844 });
        await visit.Learn("A note");
        await visit.Contribute("A candidate");

        foreach (var path in DashboardPages.All)
        {
            await visit.Go(path);
            await visit.Settled();
            Assert.That(await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"), Is.LessThanOrEqualTo(0), path);
        }

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Menu", Exact = true }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Review" }).ClickAsync();
        await visit.Page.Locator("[role=option]").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToBeVisibleAsync();
    }

    // With every colour a terminal knows, in both themes.
    private static async Task FinishRun(Visit visit, Guid run)
    {
        var worker = await visit.Organisation.Agent("worker");
        (await worker.Post("tasks/claim-next", new { agents = new[] { "executor" } })).Expect(HttpStatusCode.OK);
        var colours = string.Concat(Enumerable.Range(30, 8).Select(code => $"\u001b[{code}mcolour {code}\u001b[{code + 10}m on its own\u001b[0m\n"));
        (await worker.Post($"tasks/{run}/output", new { content = colours })).Expect(HttpStatusCode.Created);
        (await worker.Patch($"tasks/{run}", new { status = "completed", result = "Done.", cost_usd = 0.2 })).Expect(HttpStatusCode.OK);
    }

    [Test]
    public async Task The_theme_can_follow_the_system()
    {
        await using var visit = await Visit.Start(scheme: ColorScheme.Light);
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        await visit.Go("/settings");
        await visit.Page.GetByLabel("Theme").SelectOptionAsync("system");

        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "light");
    }
}
