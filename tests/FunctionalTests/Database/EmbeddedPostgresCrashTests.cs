using System.Diagnostics;

namespace Hivemind.FunctionalTests.Database;

/// <summary>Processes die at the worst moment; the database is there again, and no server is left behind.</summary>
[Parallelizable(ParallelScope.All), Category("Slow")]
public sealed class EmbeddedPostgresCrashTests
{
    [Test, CancelAfter(150_000)]
    public async Task A_killed_application_takes_the_server_with_it(CancellationToken cancellationToken)
    {
        await using var directory = new EmbeddedDirectory();
        await using var application = await DatabaseProcess.Start(directory.Path);

        await application.Kill();

        await directory.UntilStopped(cancellationToken);
    }

    [Test, CancelAfter(150_000)]
    public async Task A_killed_server_is_recovered_by_the_next_start(CancellationToken cancellationToken)
    {
        await using var directory = new EmbeddedDirectory();
        await using var before = await directory.Start();
        await EmbeddedDirectory.Query<long>(before, "create table kept as select 42::bigint as answer; select answer from kept");

        directory.Postmaster().Kill();
        await using var after = await directory.Start();

        Assert.That(after.Adopted, Is.False);
        Assert.That(await EmbeddedDirectory.Query<long>(after, "select answer from kept"), Is.EqualTo(42));
    }

    [Test, CancelAfter(150_000)]
    public async Task A_server_left_alone_is_adopted_and_stopped_at_the_end(CancellationToken cancellationToken)
    {
        await using var directory = new EmbeddedDirectory();
        await using var application = await DatabaseProcess.Start(directory.Path);
        directory.Watchdogs().ForEach(watchdog => watchdog.Kill());
        await application.Kill();

        var next = await directory.Start();

        Assert.That(next.Adopted, Is.True);
        await next.DisposeAsync();
        Assert.That(directory.PostmasterFile, Does.Not.Exist);
    }

    [Test, CancelAfter(150_000)]
    public async Task After_all_were_killed_the_next_start_recovers(CancellationToken cancellationToken)
    {
        await using var directory = new EmbeddedDirectory();
        await using var application = await DatabaseProcess.Start(directory.Path);
        directory.Watchdogs().ForEach(watchdog => watchdog.Kill());
        directory.Postmaster().Kill();
        await application.Kill();

        await using var next = await directory.Start();

        Assert.That(next.Adopted, Is.False);
        Assert.That(await EmbeddedDirectory.Query<int>(next, "select 1"), Is.EqualTo(1));
    }

    [Test, CancelAfter(150_000)]
    public async Task Of_two_processes_the_last_one_stops_the_server(CancellationToken cancellationToken)
    {
        await using var directory = new EmbeddedDirectory();
        await using var first = await DatabaseProcess.Start(directory.Path);
        await using var second = await DatabaseProcess.Start(directory.Path);

        await first.Stop();

        Assert.That((first.Adopted, second.Adopted), Is.EqualTo((false, true)));
        Assert.That(directory.Postmaster().HasExited, Is.False);
        await second.Kill();
        await directory.UntilStopped(cancellationToken);
    }

    [Test, CancelAfter(150_000)]
    public async Task Another_program_with_the_old_number_is_not_taken_for_the_server(CancellationToken cancellationToken)
    {
        await using var directory = new EmbeddedDirectory();
        await using (await directory.Start())
            File.Copy(directory.PostmasterFile, $"{directory.PostmasterFile}.kept");
        var old = await File.ReadAllLinesAsync($"{directory.PostmasterFile}.kept", cancellationToken);
        await File.WriteAllLinesAsync(directory.PostmasterFile, [$"{Environment.ProcessId}", .. old.Skip(1)], cancellationToken);

        await using var next = await directory.Start();

        Assert.That(next.Adopted, Is.False);
    }

    [Test, CancelAfter(150_000)]
    public async Task A_server_that_is_only_silent_is_waited_for(CancellationToken cancellationToken)
    {
        await using var directory = new EmbeddedDirectory();
        await using var first = await directory.Start();
        await Signal("-STOP", directory.Postmaster());

        var second = directory.Start();
        var waited = await Task.WhenAny(second, Task.Delay(500, cancellationToken)) != second;
        await Signal("-CONT", directory.Postmaster());

        await using var adopted = await second;
        Assert.That((waited, adopted.Adopted), Is.EqualTo((true, true)));
    }

    private static Task Signal(string signal, Process process) => Process.Start("kill", [signal, $"{process.Id}"]).WaitForExitAsync();
}
