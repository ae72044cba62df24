using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class AuditTests
{
    [Test]
    public async Task A_change_appears_by_itself_and_opens_whole()
    {
        await using var visit = await Visit.Start();
        await visit.Go("/audit");
        await Expect(Rows(visit).Filter(new() { HasText = "invitation" }).First).ToBeVisibleAsync();

        await visit.Learn("A note"); // by an agent, elsewhere
        await Expect(Rows(visit).Filter(new() { HasText = "contribution.approved" })).ToBeVisibleAsync();

        await visit.Press("j");
        await Expect(visit.Page.Locator("tr[data-focused]")).ToContainTextAsync("contribution.approved");
        await visit.Press("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("contribution.approved");
    }

    [Test]
    public async Task The_filter_is_in_the_address()
    {
        await using var visit = await Visit.Start();
        await visit.Learn("A note");
        await visit.Go("/audit");

        await visit.Page.GetByLabel("Action").FillAsync("contribution.approved");
        await visit.Press("Enter");
        await visit.Page.WaitForURLAsync("**/audit?action=contribution.approved");
        await Expect(Rows(visit)).ToHaveCountAsync(1);

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
        await Expect(Rows(visit).Nth(1)).ToBeVisibleAsync();
    }

    private static ILocator Rows(Visit visit) => visit.Page.Locator("tbody tr");
}
