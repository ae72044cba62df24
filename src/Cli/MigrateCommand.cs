using System.CommandLine;

namespace Hivemind.Cli;

internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Bring the database schema up to this build. 'serve' does so by itself.");
        command.SetAction(async (_, cancellationToken) =>
        {
            await using var host = await CommandHost.Open(cancellationToken);
            Console.WriteLine("The database is up to date.");
        });
        return command;
    }
}
