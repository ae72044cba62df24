namespace Hivemind.Benchmarks;

/// <summary>What a benchmark found, ready to be printed.</summary>
public sealed record BenchTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string> Notes);

/// <summary>What a benchmark may use: a migrated database of its own, and a place to tell how far it is.</summary>
public sealed record BenchContext(string ConnectionString, TextWriter Progress);
