using System.CommandLine;
using Hivemind.Api;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Cli;

internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "What 'hivemind backup' wrote." };
        file.AcceptExistingOnly();
        var force = new Option<bool>("--force") { Description = "Replace everything that is in the database." };

        var command = new Command("restore", "Bring a backup into an empty database, all of it or nothing. Stop the servers first.") { file, force };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = Composition.DatabaseOptions(CommandHost.Configuration());
            await using (var database = await HivemindDatabase.Open(options, cancellationToken))
            {
                await new DatabaseDump(database.ConnectionString, options)
                    .Read(parsed.GetRequiredValue(file).FullName, parsed.GetValue(force), cancellationToken);
            }

            await using var host = await CommandHost.Open(cancellationToken, anyModel: true);
            await StreamCommand.Reset(host, cancellationToken);
            Console.WriteLine("The backup is restored.");
        });
        return command;
    }
}
