using System.CommandLine;
using System.Data.Common;
using Hivemind.Application.Embeddings;
using Hivemind.Cli;
using Hivemind.Domain.Common;
using Hivemind.Infrastructure.Database;
using Microsoft.Extensions.Options;
using Spectre.Console;

if (Console.IsOutputRedirected)
{
    AnsiConsole.Profile.Capabilities.Ansi = false; // who reads a file or a pipe wants the text alone, one result a line
    AnsiConsole.Profile.Width = short.MaxValue;
}

var root = new RootCommand("Hivemind: what an organisation's agents learn, shared, reviewed and found.")
{
    ServeCommand.Create(),
    BackupCommand.Create(),
    ContributeCommand.Create(),
    DemoCommand.Create(),
    ImportCommand.Create(),
    KeysCommand.Create(),
    MigrateCommand.Create(),
    OpenApiCommand.Create(),
    ReembedCommand.Create(),
    RestoreCommand.Create(),
    SearchCommand.Create(),
    StreamCommand.Create(),
};

try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception exception) when (exception is StartupException or HivemindException or EmbeddingUnavailableException or DbException)
{
    await Console.Error.WriteLineAsync($"hivemind: {exception.Message}");
    foreach (var (field, messages) in (exception as ValidationFailedException)?.Errors ?? new Dictionary<string, string[]>())
        await Console.Error.WriteLineAsync($"  {field}: {string.Join(" ", messages)}");

    return 1;
}
catch (OptionsValidationException exception)
{
    await Console.Error.WriteLineAsync($"hivemind: The settings are not valid. {string.Join(" ", exception.Failures)}");
    return 1;
}
catch (InvalidOperationException exception) when (exception.Source == "Microsoft.Extensions.Configuration.Binder")
{
    await Console.Error.WriteLineAsync($"hivemind: The settings are not valid. {exception.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}
