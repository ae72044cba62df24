using System.CommandLine;
using Hivemind.Api;

namespace Hivemind.Cli;

internal static class OpenApiCommand
{
    // Never connected to: the document comes from the controllers alone.
    private const string NoDatabase = "Host=/nowhere";

    public static Command Create()
    {
        var command = new Command("openapi", "Print the OpenAPI document.");
        command.SetAction(async (_, _) =>
        {
            await using var app = HivemindServer.Build([], NoDatabase);
            Console.Write(await app.OpenApiDocument());
        });
        return command;
    }
}
