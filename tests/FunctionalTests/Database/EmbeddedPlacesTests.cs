using Hivemind.Infrastructure.Database.Embedded;

namespace Hivemind.FunctionalTests.Database;

[Parallelizable(ParallelScope.All)]
public sealed class EmbeddedPlacesTests
{
    [Test]
    public void Configured_programs_come_first()
    {
        var found = PostgresBinaries.Find(null);

        Assert.That(PostgresBinaries.Find($"{found}/"), Is.SamePath(found));
    }

    [Test]
    public void A_directory_without_the_programs_is_refused() => Assert.That(
        () => PostgresBinaries.Find("/tmp"),
        Throws.InstanceOf<EmbeddedPostgresException>().With.Message.Contains("Database:PostgresBin is /tmp"));

    [Test]
    public void The_default_directory_has_room_for_a_socket() =>
        Assert.That(DatabaseDirectory.Default(), Does.StartWith("/").And.Length.LessThan(94));
}
