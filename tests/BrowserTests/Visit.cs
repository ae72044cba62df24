using System.Collections.Concurrent;
using System.Net;
using Hivemind.FunctionalTests;
using Microsoft.Playwright;

namespace Hivemind.BrowserTests;

/// <summary>A person of an organisation with the dashboard open. At its end nothing may have gone wrong in the console, or to another host.</summary>
internal sealed class Visit : IAsyncDisposable
{
    public const string Password = "correct horse battery";
    private readonly ConcurrentQueue<string> _faults = [];

    private Visit(Organisation organisation, IPage page)
    {
        Organisation = organisation;
        Page = page;
        var origin = organisation.Server.Address.GetLeftPart(UriPartial.Authority);
        page.PageError += (_, error) => _faults.Enqueue(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _faults.Enqueue(message.Text);
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(origin, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                _faults.Enqueue($"request to {request.Url}");
        };
    }

    public Organisation Organisation { get; }

    public IPage Page { get; }

    public string Email { get; } = $"{Guid.CreateVersion7():N}@example.com";

    /// <summary>The server goes away during this visit: the browser says so in the console.</summary>
    public bool IsInterrupted { get; set; }

    /// <summary>A new organisation, and an admin of it who has just registered with an invitation.</summary>
    public static async Task<Visit> Start(TestServer? server = null, ViewportSize? size = null, ColorScheme? scheme = null) =>
        await Join(await Hive.NewOrganisation(server), size, scheme);

    /// <summary>One more admin of the organisation.</summary>
    public static async Task<Visit> Join(Organisation organisation, ViewportSize? size = null, ColorScheme? scheme = null)
    {
        var visit = await Open(organisation, size, scheme);
        await visit.Register();
        return visit;
    }

    private static async Task<Visit> Open(Organisation organisation, ViewportSize? size = null, ColorScheme? scheme = null)
    {
        var browser = await Chromium.Get();
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = organisation.Server.Address.ToString(),
            ViewportSize = size ?? new ViewportSize { Width = 1440, Height = 900 },
            ColorScheme = scheme,
        });
        return new Visit(organisation, await context.NewPageAsync());
    }

    /// <summary>Somebody who follows a link of invitation.</summary>
    public static async Task<Visit> Enter(Organisation organisation, string link, string name)
    {
        var visit = await Open(organisation);
        await FillAccount(visit.Page, link, name, visit.Email);
        await visit.Page.WaitForURLAsync("**/commons");
        return visit;
    }

    public static async Task FillAccount(IPage page, string link, string name, string email)
    {
        await page.GotoAsync(link);
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create account" }).ClickAsync();
    }

    /// <summary>A contribution of an agent that waits for review.</summary>
    public async Task<Guid> Contribute(string title, string content = "The pool was exhausted by a forgotten transaction in the report job.")
    {
        var answer = await Organisation.Admin.Post("contributions", new { title, content = $"{content} ({title})", category = "tooling" });
        return answer.Expect(HttpStatusCode.Created).Json.GetProperty("contribution_id").GetGuid();
    }

    /// <summary>A note that was approved.</summary>
    public async Task<Guid> Learn(string title, string content = "The pool was exhausted by a forgotten transaction in the report job.") =>
        await Approve(await Contribute(title, content));

    public async Task<Guid> Approve(Guid contribution) =>
        (await Organisation.Admin.Post($"contributions/{contribution}/approve")).Expect(HttpStatusCode.OK).Json.GetProperty("item_id").GetGuid();

    public async Task Go(string path)
    {
        await Page.GotoAsync(path);
        await Live();
    }

    public Task Live() => Assertions.Expect(Page.Locator("[data-live=live]")).ToBeVisibleAsync();

    public Task Sees(string text) => Assertions.Expect(Page.GetByText(text).First).ToBeVisibleAsync();

    public async Task Press(params string[] keys)
    {
        foreach (var key in keys)
            await Page.Keyboard.PressAsync(key);
    }

    public Task Theme(string theme) => Page.EvaluateAsync("theme => localStorage.setItem('hivemind.theme', theme)", theme);

    public Task SignIn(string password = Password) => SignIn(Page, Email, password);

    public static async Task SignIn(IPage page, string email, string password)
    {
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        if (!IsInterrupted)
            Assert.That(_faults, Is.Empty);
    }

    private async Task Register()
    {
        var invitation = await Organisation.Admin.Post("users/invitations", new { org_role = "admin" });
        await FillAccount(Page, $"/login?invitation={invitation.Expect(HttpStatusCode.Created).Json.GetProperty("token").GetString()}", "Ada Lovelace", Email);
        await Page.WaitForURLAsync("**/commons");
        await Live();
    }
}
