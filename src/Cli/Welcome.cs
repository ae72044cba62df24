using Hivemind.Infrastructure.Database;
using Microsoft.AspNetCore.Builder;

namespace Hivemind.Cli;

/// <summary>What an operator sees when the server is up: where to look, and at the first start how to get in.</summary>
internal static class Welcome
{
    public static Task Print(WebApplication app, HivemindDatabase database, CancellationToken cancellationToken)
    {
        var address = app.Urls.First();
        Console.WriteLine($"Hivemind is up: {address}");
        Console.WriteLine($"  API page      {address}/docs");
        Console.WriteLine($"  Admin key in  {Path.Combine(database.Directory, "admin.key")}");
        return Task.CompletedTask;
    }
}
