using System.Net;
using Hivemind.FunctionalTests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class TaskTests
{
    [Test]
    public async Task A_card_is_made_taken_and_done_with_keys_alone()
    {
        await using var visit = await Visit.Start();
        await visit.Press("g", "t");
        await visit.Sees("The board is empty");

        await visit.Press("n");
        await visit.Page.GetByLabel("Title").FillAsync("Rotate the backup keys");
        await visit.Press("Enter");
        await Expect(Column(visit, "Available")).ToContainTextAsync("Rotate the backup keys");

        await visit.Page.Locator("li[data-focused]").WaitForAsync();
        await visit.Press("Shift+ArrowRight");
        await Expect(Column(visit, "In progress")).ToContainTextAsync("Ada Lovelace");
        await visit.Press("Shift+ArrowRight");
        await Expect(Column(visit, "Completed")).ToContainTextAsync("Rotate the backup keys");

        await visit.Press("Enter");
        await visit.Page.WaitForURLAsync("**/tasks/*");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Rotate the backup keys" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_card_is_dragged_and_the_board_of_everyone_moves()
    {
        await using var first = await Visit.Start();
        await using var second = await Visit.Join(first.Organisation);
        await NewTask(first, "Dragged by the first");
        await first.Go("/tasks");
        await second.Go("/tasks");
        await Expect(Column(second, "Available")).ToContainTextAsync("Dragged by the first");

        await first.Page.GetByText("Dragged by the first").Locator("xpath=ancestor::li").DragToAsync(Column(first, "In progress"));

        await Expect(Column(first, "In progress")).ToContainTextAsync("Dragged by the first");
        await Expect(Column(second, "In progress")).ToContainTextAsync("Dragged by the first");
    }

    [Test]
    public async Task A_run_is_followed_asked_answered_and_finished()
    {
        await using var visit = await Visit.Start();
        var worker = await visit.Organisation.Agent("worker");
        var run = (await visit.Organisation.Admin.Post("tasks", new { input_message = "Count the herons", assigned_agent = "executor" })).Expect(HttpStatusCode.Created).Id;
        await visit.Go($"/tasks/{run}");
        await visit.Sees("Queued");

        (await worker.Post("tasks/claim-next", new { agents = new[] { "executor" } })).Expect(HttpStatusCode.OK);
        await Say(worker, run, "looking at \u001b[31mred\u001b[0m herons\n");
        await Expect(visit.Page.GetByRole(AriaRole.Log)).ToContainTextAsync("looking at red herons");
        await Expect(visit.Page.GetByRole(AriaRole.Log).Locator(".text-bad")).ToHaveTextAsync("red");

        (await worker.Patch($"tasks/{run}", new { status = "waiting_input" })).Expect(HttpStatusCode.OK);
        await visit.Page.GetByLabel("Answer").FillAsync("Only the grey ones");
        await visit.Press("Control+Enter");
        await Expect(visit.Page.GetByText("The run waits for an answer")).ToHaveCountAsync(0);

        await Say(worker, run, "12 herons\n");
        (await worker.Patch($"tasks/{run}", new { status = "completed", result = "There are 12 grey herons.", model = "opus", input_tokens = 1000, output_tokens = 200 })).Expect(HttpStatusCode.OK);
        await visit.Sees("There are 12 grey herons.");
        await visit.Sees("$0.0300");
        await Expect(visit.Page.GetByRole(AriaRole.Log)).ToContainTextAsync("12 herons");
    }

    [Test]
    public async Task Output_is_searched_and_held()
    {
        await using var visit = await Visit.Start();
        var worker = await visit.Organisation.Agent("worker");
        var run = (await visit.Organisation.Admin.Post("tasks", new { input_message = "Talk", assigned_agent = "executor" })).Id;
        (await worker.Post("tasks/claim-next", new { agents = new[] { "executor" } })).Expect(HttpStatusCode.OK);
        await Say(worker, run, string.Concat(Enumerable.Range(1, 500).Select(number => $"line {number}{(number % 100 == 0 ? " hundred" : "")}\n")));
        await visit.Go($"/tasks/{run}");
        await Expect(visit.Page.GetByRole(AriaRole.Log)).ToContainTextAsync("line 500");

        await visit.Press("/");
        await visit.Page.Keyboard.TypeAsync("hundred");
        await visit.Sees("1 of 5");
        await visit.Press("Enter");
        await visit.Sees("2 of 5");
        await Expect(visit.Page.GetByRole(AriaRole.Log)).ToContainTextAsync("line 200 hundred");

        await Say(worker, run, "and one more\n");
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "1 more" })).ToBeVisibleAsync();
        await visit.Press("Escape", "f");
        await Expect(visit.Page.GetByRole(AriaRole.Log)).ToContainTextAsync("and one more");
    }

    [Test]
    public async Task A_run_is_stopped_and_found_by_its_state()
    {
        await using var visit = await Visit.Start();
        var run = (await visit.Organisation.Admin.Post("tasks", new { input_message = "Never begun" })).Id;
        await visit.Go($"/tasks/{run}");

        await visit.Press("s");
        await visit.Sees("The run is stopped.");
        await visit.Press("Escape");
        await visit.Page.WaitForURLAsync("**/tasks?view=runs");
        await visit.Page.GetByLabel("State").SelectOptionAsync("cancelled");
        await Expect(visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Never begun" })).ToContainTextAsync("Cancelled");
        await visit.Page.GetByLabel("State").SelectOptionAsync("running");
        await visit.Sees("No run fits the filter");
    }

    private static ILocator Column(Visit visit, string name) => visit.Page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });

    private static async Task NewTask(Visit visit, string title) =>
        (await visit.Organisation.Admin.Post("tasks", new { title, status = "available" })).Expect(HttpStatusCode.Created);

    private static async Task Say(Caller worker, Guid run, string content) =>
        (await worker.Post($"tasks/{run}/output", new { content })).Expect(HttpStatusCode.Created);
}
