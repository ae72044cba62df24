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

    private static ILocator Others(Visit visit) => visit.Page.GetByRole(AriaRole.Group, new() { Name = "Online:" });

    private static ILocator Row(Visit visit, string email) => visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = email });
}
