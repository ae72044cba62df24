using System.CommandLine;
using Hivemind.Application.Live;
using Hivemind.Domain.People;

namespace Hivemind.Cli;

internal static class StreamCommand
{
    public static Command Create()
    {
        var reset = new Command("reset", "Renew the epoch of the live log, after a restore with other tools. Subscribers load their state anew; nothing is lost.");
        reset.SetAction(async (_, cancellationToken) =>
        {
            await using var host = await CommandHost.Open(cancellationToken, anyModel: true);
            Console.WriteLine($"The live log has the epoch {await Reset(host, cancellationToken)} now.");
        });

        return new Command("stream", "The live log.") { reset };
    }

    public static async Task<string> Reset(CommandHost host, CancellationToken cancellationToken) =>
        (await host.Send(OrganisationId.Default, new ResetStream(), cancellationToken)).Epoch;
}
