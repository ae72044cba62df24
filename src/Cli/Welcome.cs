using Hivemind.Api;
using Hivemind.Application.Common;
using Hivemind.Application.People;
using Hivemind.Application.People.Keys;
using Hivemind.Domain.People;
using Hivemind.Infrastructure.Database;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hivemind.Cli;

/// <summary>What an operator sees when the server is up: where to look, and at the first start how to get in.</summary>
internal static class Welcome
{
    public static async Task Print(WebApplication app, HivemindDatabase database, CancellationToken cancellationToken)
    {
        var first = await Send(app.Services, new FirstStart(), cancellationToken);
        var keyFile = Path.Combine(database.Directory, "admin.key");
        var key = first.ApiKey ?? await Replacement(app.Services, database, keyFile, cancellationToken);
        if (key is not null)
            await Keep(keyFile, key, cancellationToken);

        var address = app.Services.GetRequiredService<IOptions<DeploymentOptions>>().Value.PublicUrl?.TrimEnd('/') ?? Reachable(app.Urls.First());
        Console.WriteLine($"Hivemind is up: {address}");
        if (app.HasDashboard())
            Console.WriteLine($"  Dashboard  {address}/");
        Console.WriteLine($"  API page   {address}/docs/");
        Console.WriteLine($"  Admin key  {key ?? "kept"} in {keyFile}");

        if (first.OwnerInvitation is { } invitation)
        {
            Console.WriteLine(app.HasDashboard()
                ? $"  Owner      set your password, once: {address}/login?invitation={invitation}"
                : $"  Owner      register once with invitation_token {invitation} at {address}/api/v1/auth/register");
        }
    }

    // What listens on every address is reached on this machine by its name.
    private static string Reachable(string url) =>
        url.Replace("//0.0.0.0:", "//localhost:", StringComparison.Ordinal).Replace("//[::]:", "//localhost:", StringComparison.Ordinal)
            .Replace("//+:", "//localhost:", StringComparison.Ordinal).Replace("//*:", "//localhost:", StringComparison.Ordinal);

    /// <summary>A new key where the file is gone: who can start the server may do everything anyway.</summary>
    private static async Task<string?> Replacement(IServiceProvider services, HivemindDatabase database, string keyFile, CancellationToken cancellationToken) =>
        database.IsEmbedded && !File.Exists(keyFile)
            ? (await Send(services, new ProvisionKey(OrganisationId.Default, "admin", "Start without admin.key", Tier.Enterprise, AgentRole.Admin), cancellationToken)).Key
            : null;

    private static async Task<TResult> Send<TResult>(IServiceProvider services, IRequest<TResult> request, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallContext>().Principal = SystemPrincipal.Of(OrganisationId.Default);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, cancellationToken);
    }

    // Made with its final rights, so that there is no moment in which others could read it.
    private static async Task Keep(string path, string key, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? ".");
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        await using var file = new StreamWriter(path, options);
        await file.WriteLineAsync(key.AsMemory(), cancellationToken);
    }
}
