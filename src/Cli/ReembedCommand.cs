using System.CommandLine;
using Hivemind.Application.Knowledge.Search;
using Hivemind.Infrastructure.Embeddings.Reembedding;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.Cli;

internal static class ReembedCommand
{
    public static Command Create()
    {
        var wait = new Option<int>("--wait")
        {
            Description = "Seconds after the swap in which running servers may still write what they embedded before; 0 when none runs.",
            DefaultValueFactory = _ => 35, // a request ends after 30
        };

        var command = new Command("reembed", "Embed everything anew with the configured model. Servers may run meanwhile; restart them with the new configuration afterwards.")
        {
            wait,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var host = await CommandHost.Open(cancellationToken, anyModel: true);
            var reembedder = host.Services.GetRequiredService<Reembedder>();
            var isDone = await reembedder.Run(TimeSpan.FromSeconds(parsed.GetValue(wait)), Console.WriteLine, cancellationToken);
            await FillSignatures(host, cancellationToken);
            Console.WriteLine(isDone ? "Done." : "Nothing to do: everything is embedded with the configured model.");
        });
        return command;
    }

    private static async Task FillSignatures(CommandHost host, CancellationToken cancellationToken)
    {
        for (var (total, made) = (0, 1); made > 0; total += made)
        {
            await using var scope = host.Services.CreateAsyncScope();
            made = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new FillTokenSignatures(), cancellationToken);
            if (made > 0)
                Console.WriteLine($"token_signatures: {total + made} items");
        }
    }
}
