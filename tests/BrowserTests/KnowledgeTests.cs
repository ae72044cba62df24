using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class KnowledgeTests
{
    [Test]
    public async Task Search_finds_as_you_type()
    {
        await using var visit = await Visit.Start();
        await visit.Learn("Heron migration", "The heron table is migrated with pg_repack, because a rewrite would lock it for an hour.");

        await visit.Press("/");
        await visit.Page.GetByRole(AriaRole.Searchbox).FillAsync("how do we migrate the heron table");

        await Expect(visit.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Heron migration" })).ToBeVisibleAsync();
        await visit.Page.WaitForURLAsync("**/search?q=how*");
        await visit.Press("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Heron migration" })).ToBeVisibleAsync();
    }

    [Test]
    public async Task A_note_is_published_and_taken_back()
    {
        await using var visit = await Visit.Start();
        var id = await visit.Learn("Worth sharing");
        await visit.Go($"/knowledge/{id}");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await visit.Sees("Everybody sees this note now.");
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Make private" })).ToBeVisibleAsync();

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await visit.Sees("Only your organisation sees this note now.");
        Assert.That((await visit.Organisation.Admin.Get($"knowledge/{id}")).Json.GetProperty("is_public").GetBoolean(), Is.False);
    }

    [Test]
    public async Task The_palette_finds_pages_and_notes()
    {
        await using var visit = await Visit.Start();
        await visit.Learn("Heron migration", "The heron table is migrated with pg_repack.");

        await visit.Press("Control+k");
        await visit.Page.GetByPlaceholder("A page, a note, an action…").FillAsync("heron");
        await visit.Page.GetByRole(AriaRole.Option).Filter(new() { HasText = "Heron migration" }).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Heron migration" })).ToBeVisibleAsync();
    }
}
