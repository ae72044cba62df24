using Hivemind.Application.Messaging;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Hivemind.Infrastructure.Jobs;

/// <summary>A command that runs once per period over all processes of a deployment.</summary>
/// <param name="Send">Runs one short step in a transaction of its own; true asks for another step at once.</param>
/// <param name="At">The time of day (UTC) at which a daily job runs; null for one that only keeps its period.</param>
internal sealed record PeriodicJob(string Name, TimeSpan Period, Func<IMediator, CancellationToken, Task<bool>> Send, TimeOnly? At = null)
{
    /// <summary>Names the advisory lock and the place of the last run in deployment_config.</summary>
    public string Key => $"job:{Name}";

    /// <summary>When a job that ran last at this time is due again.</summary>
    public DateTimeOffset DueAfter(DateTimeOffset last)
    {
        if (At is not { } at)
            return last + Period;

        var today = new DateTimeOffset(DateOnly.FromDateTime(last.UtcDateTime), at, TimeSpan.Zero);
        return today > last ? today : today.AddDays(1);
    }
}

internal static class PeriodicJobServices
{
    /// <summary>
    /// Registers a job. A command that answers with a bool is sent again at once, in a new scope and transaction, while it answers
    /// true: so a long clean-up goes in short steps.
    /// </summary>
    public static IServiceCollection AddPeriodicJob<TCommand>(this IServiceCollection services, string name, TimeSpan period, TimeOnly? at = null)
        where TCommand : IBaseRequest, new()
    {
        var result = typeof(TCommand).GetInterfaces()
            .Single(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ICommand<>))
            .GetGenericArguments()[0];
        var send = SendMethod.MakeGenericMethod(typeof(TCommand), result).CreateDelegate<Func<IMediator, CancellationToken, Task<bool>>>();

        services.AddSingleton(new PeriodicJob(name, period, send, at));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PeriodicJobs>());
        return services;
    }

    private static readonly System.Reflection.MethodInfo SendMethod = typeof(PeriodicJobServices)
        .GetMethod(nameof(Step), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)
        ?? throw new MissingMethodException(nameof(Step));

    private static async Task<bool> Step<TCommand, TResult>(IMediator mediator, CancellationToken cancellationToken)
        where TCommand : ICommand<TResult>, new() =>
        await mediator.Send(new TCommand(), cancellationToken) is true;
}
