using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class ReviewTests
{
    [Test]
    public async Task A_queue_is_reviewed_with_keys_alone()
    {
        await using var visit = await Visit.Start();
        await Fill(visit, 4);

        await visit.Press("g", "r");
        await Expect(Rows(visit)).ToHaveCountAsync(4);
        await Expect(Focused(visit)).ToContainTextAsync("Candidate 4");

        await visit.Press("a");
        await visit.Sees("Approved “Candidate 4”.");
        await Expect(Focused(visit)).ToContainTextAsync("Candidate 3");

        await visit.Press("j", "r");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Reject “Candidate 2”");
        await visit.Press("4", "Enter");
        await visit.Sees("Rejected “Candidate 2”: too vague.");
        await Expect(Rows(visit)).ToHaveCountAsync(2);

        await visit.Press("u");
        await visit.Sees("“Candidate 2” waits for review again.");
        await Expect(Rows(visit)).ToHaveCountAsync(3);

        await visit.Press("Enter");
        await visit.Page.WaitForURLAsync("**/contributions/*");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Nearest neighbours" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_text_is_edited_and_then_approved()
    {
        await using var visit = await Visit.Start();
        await Fill(visit, 1);
        await visit.Go("/contributions");

        await Expect(Focused(visit)).ToContainTextAsync("Candidate 1");
        await visit.Press("e");
        await visit.Page.GetByLabel("Title").FillAsync("A better title");
        await visit.Page.GetByLabel("Text").FillAsync("Raise the limit only after measuring. Ask jane@example.com.");
        await visit.Press("Control+Enter");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Open", Exact = true }).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "A better title" })).ToBeVisibleAsync();
        await visit.Sees("Raise the limit only after measuring.");
        await visit.Sees("[EMAIL]");
    }

    [Test]
    public async Task Several_are_approved_at_once()
    {
        await using var visit = await Visit.Start();
        await Fill(visit, 3);
        await visit.Go("/contributions");
        await Expect(Rows(visit)).ToHaveCountAsync(3);

        await visit.Press("x", "x", "x", "a");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Approve 3 contributions?");
        await visit.Press("Enter");

        await visit.Sees("Approved 3 contributions.");
        await visit.Sees("The queue is empty");
    }

    [Test]
    public async Task Of_two_reviewers_the_second_is_told()
    {
        await using var first = await Visit.Start();
        await using var second = await Visit.Join(first.Organisation);
        await Fill(first, 2);
        await first.Go("/contributions");
        await second.Go("/contributions");
        await Expect(Focused(second)).ToContainTextAsync("Candidate 2");
        await Expect(Focused(first)).ToContainTextAsync("Candidate 2");

        await first.Press("a");

        await second.Sees("“Candidate 2” was already approved by user");
        await Expect(Focused(second)).ToContainTextAsync("Candidate 1");
    }

    [Test]
    public async Task A_text_is_shown_beside_what_it_resembles()
    {
        await using var visit = await Visit.Start();
        await visit.Learn("Pool", "Raise max_connections only after you measured how long transactions stay open in the pool");
        var id = await visit.Contribute("Pool again", "Raise max_connections only after you measured how long transactions really stay open in the pool");

        await visit.Go($"/contributions/{id}");

        await Expect(visit.Page.Locator("ins").Filter(new() { HasText = "really" })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Group, new() { Name = "Compare with" })).ToContainTextAsync("Pool");
    }

    private static ILocator Rows(Visit visit) => visit.Page.Locator("[role=option]");

    private static ILocator Focused(Visit visit) => visit.Page.Locator("[role=option][data-focused]");

    private static async Task Fill(Visit visit, int count)
    {
        for (var number = 1; number <= count; number++)
            await visit.Contribute($"Candidate {number}", $"Lesson number {number} of the night shift is about its own subject: {Guid.CreateVersion7()}.");
    }
}
