using Hivemind.Benchmarks;

// Benchmarks that need processes of their own start this program again.
if (await FeedRoles.TryRun(args))
    return;

Console.WriteLine("bench");
