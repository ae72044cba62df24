using System.Text.Json;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Messaging;

/// <summary>Refuses a request whose shape is wrong, before anything is read or written.</summary>
internal sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
{
    /// <summary>Fields are named as the family of the request names them.</summary>
    private static readonly JsonNamingPolicy Naming =
        typeof(TRequest).IsDefined(typeof(CamelCaseAttribute), inherit: true) ? JsonNamingPolicy.CamelCase : JsonNamingPolicy.SnakeCaseLower;

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var failures = validators.SelectMany(validator => validator.Validate(request).Errors).ToList();
        if (failures.Count == 0)
            return next();

        throw new ValidationFailedException(failures
            .GroupBy(failure => Naming.ConvertName(failure.PropertyName))
            .ToDictionary(group => group.Key, group => group.Select(failure => failure.ErrorMessage).ToArray()));
    }
}
