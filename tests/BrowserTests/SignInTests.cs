using Microsoft.Playwright;

namespace Hivemind.BrowserTests;

[Parallelizable(ParallelScope.All)]
public sealed class SignInTests
{
    [Test]
    public async Task Signing_out_and_in_leads_back_to_the_same_page()
    {
        await using var visit = await Visit.Start();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out" }).ClickAsync();
        await visit.Page.WaitForURLAsync("**/login");

        await visit.Page.GotoAsync("/analytics?days=7");
        await visit.SignIn();

        await visit.Page.WaitForURLAsync("**/analytics?days=7");
        await visit.Live();
    }

    [Test]
    public async Task A_wrong_password_is_told()
    {
        await using var visit = await Visit.Start();
        await visit.Page.Context.ClearCookiesAsync();
        visit.IsInterrupted = true; // the browser itself writes the refusal into its console

        await visit.Page.GotoAsync("/login");
        await visit.SignIn("not the password");

        await visit.Sees("E-mail or password is wrong.");
    }
}
