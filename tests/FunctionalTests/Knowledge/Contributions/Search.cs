using Dapper;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Hivemind.FunctionalTests.Knowledge.Contributions;

/// <summary>Looks for a text in the whole database.</summary>
internal static class Search
{
    /// <summary>The tables with a row that holds the text anywhere.</summary>
    public static async Task<List<string>> Everywhere(TestServer server, string text)
    {
        await using var connection = await server.Database.OpenConnectionAsync();
        var tables = await connection.QueryAsync<string>("select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'");
        List<string> found = [];
        foreach (var table in tables)
        {
            if (await connection.ExecuteScalarAsync<bool>($"select exists (select from {table} t where strpos(lower(t::text), lower(@text)) > 0)", new { text }))
                found.Add(table);
        }

        return found;
    }

    /// <summary>Sends a command as a background job does.</summary>
    public static async Task<T> Send<T>(this TestServer server, IRequest<T> request)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }
}
