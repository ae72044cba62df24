using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class PresenceTests
{
    [Test]
    public async Task Somebody_else_is_seen_to_come_and_go()
    {
        await using var first = await Visit.Start();
        await first.Go("/people");
        await Expect(Row(first, first.Email)).ToContainTextAsync("Online");
        await Expect(Others(first)).ToHaveCountAsync(0);

        await using (var second = await Visit.Join(first.Organisation))
        {
            await Expect(Others(first)).ToBeVisibleAsync();
            await Expect(Row(first, second.Email)).ToContainTextAsync("Online");
        }

        await Expect(Others(first)).ToHaveCountAsync(0);
    }

    [Test]
    public async Task The_overview_names_who_is_online()
    {
        await using var first = await Visit.Start();
        await first.Go("/dashboard");
        var online = first.Page.GetByRole(AriaRole.List, new() { Name = "People online" }).GetByRole(AriaRole.Listitem);
        await Expect(online).ToHaveCountAsync(1);
        await Expect(online).ToContainTextAsync("you");

        await using (await Visit.Join(first.Organisation))
            await Expect(online).ToHaveCountAsync(2);

        await Expect(online).ToHaveCountAsync(1);
    }

    private static ILocator Others(Visit visit) => visit.Page.GetByRole(AriaRole.Group, new() { Name = "Online:" });

    private static ILocator Row(Visit visit, string email) => visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = email });
}
