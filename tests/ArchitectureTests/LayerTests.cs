using System.Reflection;
using Hivemind.Api;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Infrastructure.Database;
using Microsoft.AspNetCore.Mvc;

namespace Hivemind.ArchitectureTests;

/// <summary>The layers as the compiler sees them: what an assembly really uses, packages that leak in through others included.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LayerTests
{
    private static readonly Assembly Domain = typeof(ErrorCode).Assembly;
    private static readonly Assembly Application = typeof(AccessAttribute).Assembly;
    private static readonly Assembly Infrastructure = typeof(Migrator).Assembly;
    private static readonly Assembly Api = typeof(HivemindServer).Assembly;

    private static readonly string[] BaseLibrary = ["System", "netstandard", "Microsoft.CSharp"];

    private static IEnumerable<TestCaseData> Layers()
    {
        yield return new TestCaseData(Domain, (string[])[.. BaseLibrary]).SetArgDisplayNames("Domain");
        yield return new TestCaseData(Application,
            (string[])[.. BaseLibrary, "Hivemind.Domain", "MediatR", "FluentValidation", "Microsoft.Extensions."]).SetArgDisplayNames("Application");
        yield return new TestCaseData(Infrastructure,
            (string[])[.. BaseLibrary, "Hivemind.Domain", "Hivemind.Application", "MediatR", "Dapper", "Npgsql", "Polly", "Microsoft.Extensions.", "Microsoft.AspNetCore.Cryptography."])
            .SetArgDisplayNames("Infrastructure");
        yield return new TestCaseData(Api,
            (string[])[.. BaseLibrary, "Hivemind.", "MediatR", "Microsoft.", "OpenTelemetry", "Serilog"]).SetArgDisplayNames("Api");
    }

    [TestCaseSource(nameof(Layers))]
    public void A_layer_uses_only_what_it_may(Assembly layer, string[] allowed)
    {
        var used = layer.GetReferencedAssemblies().Select(reference => reference.Name ?? "").Append(layer.GetName().Name ?? "");

        Assert.That(
            used.Where(name => name != layer.GetName().Name && !allowed.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))),
            Is.Empty);
    }

    [Test]
    public void The_domain_does_nothing_that_waits()
    {
        var waiting = Domain.GetTypes().SelectMany(type => type.GetMethods(All)).Where(method => typeof(Task).IsAssignableFrom(method.ReturnType));

        Assert.That(waiting.Select(method => $"{method.DeclaringType?.Name}.{method.Name}"), Is.Empty);
    }

    [Test]
    public void A_controller_asks_for_the_mediator_only()
    {
        var others =
            from type in Api.GetTypes()
            where type.IsSubclassOf(typeof(ControllerBase)) && !type.IsAbstract
            from parameter in type.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            where parameter.ParameterType != typeof(MediatR.IMediator)
            select $"{type.Name}({parameter.ParameterType.Name})";

        Assert.That(others, Is.Empty);
    }

    [Test]
    public void The_api_touches_no_database()
    {
        Assert.That(Api.GetReferencedAssemblies().Select(reference => reference.Name), Has.None.EqualTo("Npgsql").And.None.EqualTo("Dapper"));
    }

    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
}
