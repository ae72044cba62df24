// A worker: claims runs, writes what it does, asks when it must, and finishes with figures.
using Hivemind.Client;
using Hivemind.WorkerExample;

using var http = new HttpClient();
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, signal) =>
{
    signal.Cancel = true;
    stop.Cancel();
};

var server = Environment.GetEnvironmentVariable("HIVEMIND_URL") ?? "http://127.0.0.1:8080";
var hive = new HivemindClient(new HivemindConnection(http, new Uri(server), Environment.GetEnvironmentVariable("HIVEMIND_API_KEY")));
var wanted = new ClaimNextTask { Agents = args.Length > 0 ? args : null, LeaseSeconds = 30, WaitSeconds = 20 };

try
{
    while (true)
    {
        if (await hive.Tasks.ClaimNextTaskAsync(wanted, cancellationToken: stop.Token) is not { } run)
            continue; // nothing came in 20 seconds

        Console.WriteLine($"{run.Id} {run.Title}");
        try
        {
            await new RunInHand(hive.Tasks, run).Do(stop.Token);
        }
        catch (HivemindProblemException problem) when (problem.Status == 409)
        {
            Console.WriteLine($"{run.Id} is no longer ours: {problem.Message}"); // stopped, or the lease ended
        }
    }
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
}
