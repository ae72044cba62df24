using System.CommandLine;
using Hivemind.Api;
using Hivemind.Infrastructure.Database;

namespace Hivemind.Cli;

internal static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "Where to write it, in pg_dump's custom format." };
        var force = new Option<bool>("--force") { Description = "Replace a file that is there." };

        var command = new Command("backup", "Write the whole database into one file. Servers may run meanwhile. The file holds secrets: only you may read it.")
        {
            file, force,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file).FullName;
            if (File.Exists(path) && !parsed.GetValue(force))
                throw new StartupException($"{path} is there already. Choose another name, or give --force.");

            var options = Composition.DatabaseOptions(CommandHost.Configuration());
            await using var database = await HivemindDatabase.Open(options, cancellationToken);
            await new DatabaseDump(database.ConnectionString, options).Write(path, cancellationToken);
            Console.WriteLine($"Wrote {path} ({new FileInfo(path).Length:N0} bytes).");
        });
        return command;
    }
}
