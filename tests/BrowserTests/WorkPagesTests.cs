using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class WorkPagesTests
{
    [Test]
    public async Task A_question_is_answered_while_one_watches()
    {
        await using var visit = await Visit.Start();
        var worker = await visit.Organisation.Agent("worker");
        await visit.Press("g", "h");
        await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Message" }).FillAsync("How many herons are there?");
        await visit.Press("Enter");
        await visit.Page.WaitForURLAsync("**/chat?conversation=*");
        await visit.Sees("until a worker takes it");

        var run = (await worker.Post("tasks/claim-next", new { agents = new[] { "planning" } })).Expect(HttpStatusCode.OK).Id;
        (await worker.Post($"tasks/{run}/output", new { content = "counting herons\n" })).Expect(HttpStatusCode.Created);
        await visit.Sees("counting herons");
        (await worker.Patch($"tasks/{run}", new { status = "completed", result = "Twelve, all of them grey." })).Expect(HttpStatusCode.OK);

        await Expect(visit.Page.GetByRole(AriaRole.Log)).ToContainTextAsync("Twelve, all of them grey.");
        await Expect(visit.Page.GetByText("counting herons")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task The_ledger_leads_to_the_runs_behind_a_bar()
    {
        await using var visit = await Visit.Start();
        await Finish(visit, "An expensive run", 1.25);
        await visit.Go("/ledger");
        await visit.Sees("$1.25");

        await visit.Page.GetByRole(AriaRole.Group, new() { Name = "Cost" }).GetByRole(AriaRole.Button).Last.ClickAsync();

        await visit.Page.WaitForURLAsync("**/tasks?view=runs&since=*");
        await Expect(visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "An expensive run" })).ToContainTextAsync("$1.25");
    }

    [Test]
    public async Task Costs_are_saved_as_a_file()
    {
        await using var visit = await Visit.Start();
        await Finish(visit, "A run", 0.5);
        await visit.Go("/ledger?days=7");
        await visit.Settled();

        var file = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Page.GetByRole(AriaRole.Button, new() { Name = "CSV" }).ClickAsync());

        var lines = await File.ReadAllLinesAsync(await file.PathAsync());
        Assert.That(lines[0], Is.EqualTo("time_utc,cost_usd,runs,tokens,avg_run_ms,failed"));
        Assert.That(lines, Has.Length.EqualTo(8));
        Assert.That(lines[^1], Does.Contain(",0.5,1,"));
    }

    [Test]
    public async Task An_agent_joins_the_catalogue_and_its_queue_is_live()
    {
        await using var visit = await Visit.Start();
        await visit.Go("/agents");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "New agent" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync("heron_counter");
        await visit.Page.GetByLabel("Description").FillAsync("Counts herons");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Add it" }).ClickAsync();
        var row = visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "heron_counter" });
        await Expect(row).ToContainTextAsync("Counts herons");

        (await visit.Organisation.Admin.Post("tasks", new { input_message = "Count", assigned_agent = "heron_counter" })).Expect(HttpStatusCode.Created);
        await Expect(row.GetByRole(AriaRole.Cell).Nth(2)).ToHaveTextAsync("1");
    }

    private static async Task Finish(Visit visit, string what, double cost)
    {
        var worker = await visit.Organisation.Agent("worker");
        var run = (await visit.Organisation.Admin.Post("tasks", new { input_message = what, assigned_agent = "executor" })).Expect(HttpStatusCode.Created).Id;
        (await worker.Post("tasks/claim-next", new { agents = new[] { "executor" } })).Expect(HttpStatusCode.OK);
        (await worker.Patch($"tasks/{run}", new { status = "completed", cost_usd = cost })).Expect(HttpStatusCode.OK);
    }
}
