using Hivemind.Infrastructure.Database;

namespace Hivemind.FunctionalTests.Database;

[Parallelizable(ParallelScope.All)]
public sealed class DatabaseRequirementsTests
{
    [TestCase(150_000, "0.8"), TestCase(150_018, "0.8.0"), TestCase(180_001, "1.0.2")]
    public void What_is_new_enough_is_taken(int server, string vector) =>
        Assert.That(() => DatabaseRequirements.Demand(server, vector), Throws.Nothing);

    [TestCase(140_009, "0.8.0", "PostgreSQL 14; Hivemind needs 15")]
    [TestCase(150_018, null, "no pgvector")]
    [TestCase(150_018, "0.7.4", "pgvector 0.7.4; Hivemind needs 0.8")]
    [TestCase(150_018, "unknown", "pgvector unknown")]
    public void What_is_too_old_is_refused_by_its_name(int server, string? vector, string words) =>
        Assert.That(() => DatabaseRequirements.Demand(server, vector), Throws.InstanceOf<StartupException>().With.Message.Contains(words));
}
