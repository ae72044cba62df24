// A worker: claims runs, writes what it does, asks when it must, and finishes with figures.
using Hivemind.Client;
using Hivemind.WorkerExample;

if (Environment.GetEnvironmentVariable("HIVEMIND_API_KEY") is not { Length: > 0 } key)
{
    Console.Error.WriteLine("HIVEMIND_API_KEY is missing: the key of the agent that this worker works as.");
    return 1;
}

using var http = new HttpClient();
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, signal) =>
{
    signal.Cancel = true;
    stop.Cancel(); // a run in hand fails with LEASE_EXPIRED within 30 seconds
};

var server = Environment.GetEnvironmentVariable("HIVEMIND_URL") ?? "http://127.0.0.1:8080";
var hive = new HivemindClient(new HivemindConnection(http, new Uri(server), key));
var wanted = new ClaimNextTask { Agents = args.Length > 0 ? args : null, LeaseSeconds = 30, WaitSeconds = 20 };
Console.WriteLine($"Waiting for runs of {server}");

while (!stop.IsCancellationRequested)
{
    try
    {
        if (await hive.Tasks.ClaimNextTaskAsync(wanted, cancellationToken: stop.Token) is not { } run)
            continue; // nothing came in 20 seconds

        Console.WriteLine($"{run.Id} {run.Title}");
        await new RunInHand(hive.Tasks, run).Do(stop.Token);
    }
    catch (HivemindProblemException problem) when (problem.Status == 409)
    {
        Console.WriteLine($"The run is no longer ours: {problem.Message}"); // stopped, or the lease ended
    }
    catch (Exception problem) when (problem is HttpRequestException or HivemindProblemException { Status: 429 or >= 500 })
    {
        Console.WriteLine($"{problem.Message} Trying again."); // the server is away or busy for a moment
        await Task.Delay(TimeSpan.FromSeconds(3), stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
    }
}

return 0;
