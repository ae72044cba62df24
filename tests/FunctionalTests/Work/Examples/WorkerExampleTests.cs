using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Hivemind.FunctionalTests.Sdk;

namespace Hivemind.FunctionalTests.Work.Examples;

/// <summary>The workers of examples/ as they are, started as programs against a server.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class WorkerExampleTests
{
    private static readonly string Examples = Path.Combine(Repository.Root, "examples");

    [Test, CancelAfter(120_000)]
    public async Task The_worker_in_CSharp_claims_writes_asks_and_finishes(CancellationToken cancellationToken)
    {
        using var place = new SdkConsumer();
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "WorkerExample", configuration, "Hivemind.WorkerExample.dll");

        await Works(place, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program], cancellationToken);
    }

    [Test, CancelAfter(120_000)]
    public async Task The_worker_in_TypeScript_claims_writes_asks_and_finishes(CancellationToken cancellationToken)
    {
        using var place = new SdkConsumer();
        await TypeScriptPackage.Install(place, cancellationToken);
        var source = Path.Combine(Examples, "worker-typescript", "src", "worker.ts");
        place.Copy(Path.Combine(Examples, "worker-typescript", "tsconfig.json"));
        var compiler = Path.Combine(Repository.Root, "sdk", "node_modules", "typescript", "bin", "tsc");
        place.Write(Path.Combine(place.Directory("src"), "worker.ts"), await File.ReadAllTextAsync(source, cancellationToken));
        await place.Run("node", [compiler, "-p", "."], cancellationToken);

        await Works(place, "node", ["dist/worker.js"], cancellationToken);
    }

    private static async Task Works(SdkConsumer place, string program, string[] arguments, CancellationToken cancellationToken)
    {
        var organisation = await Hive.NewOrganisation();
        var worker = await organisation.Agent("parrot");
        var plain = await Board.Queue(organisation.Admin, "Say hello to everybody", agent: "executor");
        var question = await Board.Queue(organisation.Admin, "Which colour?", agent: "executor");
        var tooMuch = await Board.Queue(organisation.Admin, string.Concat(Enumerable.Repeat("word ", 101)), agent: "executor");
        var other = await Board.Queue(organisation.Admin, "Not for this worker", agent: "planning");
        var environment = new Dictionary<string, string> { ["HIVEMIND_URL"] = $"{organisation.Server.Address}", ["HIVEMIND_API_KEY"] = worker.Credential };

        using var process = place.Start(program, [.. arguments, "executor"], environment);
        try
        {
            await Seen(process, organisation, question, "waiting_input", cancellationToken);
            (await organisation.Admin.Post($"tasks/{question}/input", new { message = "Paint it blue" })).Expect(HttpStatusCode.OK);
            var done = await Seen(process, organisation, question, "completed", cancellationToken);
            var first = await Seen(process, organisation, plain, "completed", cancellationToken);

            Assert.That((first.GetProperty("result").GetString(), first.GetProperty("model").GetString(), first.GetProperty("output_tokens").GetInt64()), Is.EqualTo(("Say hello to everybody", "parrot-1", 4)));
            var failed = await Seen(process, organisation, tooMuch, "failed", cancellationToken);
            Assert.That(failed.GetProperty("error_code").GetString(), Is.EqualTo("WORKER_ERROR"));
            Assert.That(failed.GetProperty("error").GetString(), Does.Contain("at most 100 words"));
            Assert.That(done.GetProperty("result").GetString(), Is.EqualTo("Paint it blue"));
            Assert.That((await worker.Get($"tasks/{question}/logs")).Json.GetProperty("output").GetString(), Is.EqualTo("You ask: Which colour? Tell me more.\nPaint it blue "));
            Assert.That(await Board.StatusOf(worker, other), Is.EqualTo("queued"));
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static async Task<JsonElement> Seen(Process process, Organisation organisation, Guid run, string status, CancellationToken cancellationToken)
    {
        JsonElement task = default;
        await Eventually.Seen(async () =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            Assert.That(process.HasExited, Is.False, () => process.StandardError.ReadToEnd());
            task = (await organisation.Admin.Get($"tasks/{run}")).Expect(HttpStatusCode.OK).Json;
            return task.GetProperty("status").GetString() == status;
        }, $"a run that is {status}");
        return task;
    }
}
