namespace Hivemind.Infrastructure.Database.Embedded;

/// <summary>The settings a server is started with. They are given on its command line, so no file of the cluster is ever edited.</summary>
internal static class ServerSettings
{
    public static string AsArguments(string socketDirectory, bool fast)
    {
        var settings = Connections(socketDirectory).Concat(Resources).Concat(Silence).Concat(fast ? Fast : []); // the last one counts
        return string.Join(' ', settings.Select(setting => $"-c {Quote($"{setting.Key}={setting.Value}")}"));
    }

    /// <summary>Only a socket in a directory that is closed to others: no port to collide with, no password to keep.</summary>
    private static Dictionary<string, string> Connections(string socketDirectory) => new()
    {
        ["listen_addresses"] = "",
        ["unix_socket_directories"] = $"\"{socketDirectory.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        ["unix_socket_permissions"] = "0700",
        ["max_connections"] = "200",
        ["idle_in_transaction_session_timeout"] = "30s", // an abandoned transaction would hold back every reader of the live log
    };

    private static Dictionary<string, string> Resources => new()
    {
        ["shared_buffers"] = "256MB",
        ["maintenance_work_mem"] = "256MB", // a vector index that does not fit in it takes three times as long to build
        ["autovacuum_work_mem"] = "64MB",
        ["max_parallel_maintenance_workers"] = "0", // parallel HNSW builds overflow a buffer in pgvector before 0.8.2 (CVE-2026-3172)
        ["random_page_cost"] = "1.1",
        ["jit"] = "off",
        ["wal_compression"] = "on",
        ["timezone"] = "UTC",
    };

    /// <summary>Statements, parameters and error details can hold what people wrote. None of it may reach a log.</summary>
    private static Dictionary<string, string> Silence => new()
    {
        ["log_min_messages"] = "log",
        ["log_min_error_statement"] = "panic",
        ["log_error_verbosity"] = "terse",
        ["log_statement"] = "none",
        ["log_min_duration_statement"] = "-1",
        ["log_min_duration_sample"] = "-1",
        ["log_parameter_max_length"] = "0",
        ["log_parameter_max_length_on_error"] = "0",
        ["log_checkpoints"] = "off",
    };

    private static Dictionary<string, string> Fast => new()
    {
        ["fsync"] = "off",
        ["synchronous_commit"] = "off",
        ["full_page_writes"] = "off",
        ["max_connections"] = "1000", // every test fixture brings a pool or two
    };

    /// <summary>pg_ctl hands the arguments to a shell.</summary>
    private static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
