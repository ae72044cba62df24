using System.CommandLine;
using System.Net.Sockets;
using Hivemind.Api;
using Hivemind.Infrastructure.Database;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Hivemind.Cli;

internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Start the server. Settings come from the environment (HIVEMIND_URLS, Database__Directory, …) or as --Name=value.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction((parsed, cancellationToken) => Serve([.. parsed.UnmatchedTokens], cancellationToken));
        return command;
    }

    private static async Task Serve(string[] settings, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(settings).Build();
        await using var database = await HivemindDatabase.Open(Composition.DatabaseOptions(configuration), cancellationToken);
        await using var app = HivemindServer.Build(settings, database.ConnectionString, builder => database.Keep(builder.Services));
        await app.Services.PrepareDatabase(cancellationToken);

        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or FormatException or ArgumentOutOfRangeException
            or IOException { InnerException: AddressInUseException or SocketException })
        {
            await app.StopAsync(CancellationToken.None); // what runs already ends before its database does
            throw new StartupException($"{exception.Message.TrimEnd('.')}. Choose another address with HIVEMIND_URLS.", exception);
        }

        await Welcome.Print(app, database, cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }
}
