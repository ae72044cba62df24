using System.Reflection;
using Hivemind.Application.Messaging;
using MediatR;

namespace Hivemind.ArchitectureTests;

/// <summary>Every use case has one shape, so that a reader finds what is asked, refused and done in one file.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RequestTests
{
    private static readonly Type[] Types = typeof(AccessAttribute).Assembly.GetTypes();

    private static readonly Type[] Requests =
    [
        .. Types.Where(type => type is { IsAbstract: false } && type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IRequest<>))),
    ];

    private static readonly Type[] Handlers = [.. Types.Where(type => type is { IsAbstract: false } && HandledBy(type) is not null)];

    [Test]
    public void A_request_has_exactly_one_handler_named_after_it()
    {
        var wrong =
            from request in Requests
            let handlers = Handlers.Where(handler => HandledBy(handler) == request).ToList()
            where handlers.Count != 1 || handlers[0].Name != $"{request.Name}Handler"
            select request.Name;

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void A_handler_is_internal_and_sealed()
    {
        Assert.That(Handlers.Where(handler => handler.IsPublic || !handler.IsSealed).Select(handler => handler.Name), Is.Empty);
    }

    [Test]
    public void A_handler_sends_no_other_request()
    {
        var senders =
            from handler in Handlers
            from parameter in handler.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            where parameter.ParameterType == typeof(IMediator)
            select handler.Name;

        Assert.That(senders, Is.Empty);
    }

    [Test]
    public void A_request_says_who_may_send_it()
    {
        Assert.That(Requests.Where(request => request.GetCustomAttribute<AccessAttribute>() is null).Select(request => request.Name), Is.Empty);
    }

    [Test]
    public void A_request_is_a_command_or_a_query()
    {
        static bool Implements(Type request, Type marker) => request.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == marker);

        Assert.That(Requests.Where(request => Implements(request, typeof(ICommand<>)) == Implements(request, typeof(IQuery<>))).Select(request => request.Name), Is.Empty);
    }

    private static Type? HandledBy(Type type) =>
        type.GetInterfaces().FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IRequestHandler<,>))?.GetGenericArguments()[0];
}
