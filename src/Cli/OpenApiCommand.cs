using System.CommandLine;
using Hivemind.Api;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Hivemind.Cli;

internal static class OpenApiCommand
{
    // Never connected to: the document comes from the controllers alone.
    private const string NoDatabase = "Host=/nowhere";

    public static Command Create()
    {
        var command = new Command("openapi", "Print the OpenAPI document.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await using var app = HivemindServer.Build([], NoDatabase);
            var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1").GetOpenApiDocumentAsync(cancellationToken);
            await using var output = Console.OpenStandardOutput();
            await document.SerializeAsJsonAsync(output, OpenApiSpecVersion.OpenApi3_1, cancellationToken);
            Console.WriteLine();
        });
        return command;
    }
}
