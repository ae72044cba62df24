using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Hivemind.Application.Common;
using Hivemind.Domain.Common;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Hivemind.Api.Common;

/// <summary>Names query parameters as their route's family does: snake_case, or camelCase on a controller marked so.</summary>
internal sealed class WireNames : IParameterModelConvention
{
    public void Apply(ParameterModel parameter)
    {
        if (parameter.BindingInfo is not { BindingSource.Id: "Query", BinderModelName: null })
            return;

        var policy = parameter.Action.Controller.ControllerType.IsDefined(typeof(CamelCaseAttribute), inherit: true)
            ? JsonNamingPolicy.CamelCase
            : JsonNamingPolicy.SnakeCaseLower;

        parameter.BindingInfo.BinderModelName = policy.ConvertName(parameter.ParameterName);
    }
}

/// <summary>Reads enum values of path and query by their wire text only: no numbers, no C# names.</summary>
internal sealed class WireEnumBinderProvider : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        var type = Nullable.GetUnderlyingType(context.Metadata.ModelType) ?? context.Metadata.ModelType;
        return type.IsEnum ? (IModelBinder?)Activator.CreateInstance(typeof(Binder<>).MakeGenericType(type)) : null;
    }

    private sealed class Binder<T> : IModelBinder where T : struct, Enum
    {
        public Task BindModelAsync(ModelBindingContext context)
        {
            var value = context.ValueProvider.GetValue(context.ModelName);
            if (value == ValueProviderResult.None)
                return Task.CompletedTask;

            if (EnumText.TryParse<T>(value.FirstValue, out var parsed))
                context.Result = ModelBindingResult.Success(parsed);
            else
                context.ModelState.AddModelError(context.ModelName, "unknown value");

            return Task.CompletedTask;
        }
    }
}

/// <summary>Reads instants of the query as UTC, whatever their offset says; without one they are UTC.</summary>
internal sealed class WireTimeBinderProvider : IModelBinderProvider
{
    private static readonly Binder Instants = new();

    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.UnderlyingOrModelType == typeof(DateTimeOffset) ? Instants : null;

    private sealed class Binder : IModelBinder
    {
        public Task BindModelAsync(ModelBindingContext context)
        {
            var value = context.ValueProvider.GetValue(context.ModelName);
            if (string.IsNullOrEmpty(value.FirstValue))
                return Task.CompletedTask;

            if (DateTimeOffset.TryParse(value.FirstValue, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant))
                context.Result = ModelBindingResult.Success(instant);
            else
                context.ModelState.AddModelError(context.ModelName, "not an ISO 8601 instant");

            return Task.CompletedTask;
        }
    }
}

/// <summary>Every parameter that is not a service, a route value or a body comes from the query.</summary>
internal sealed class QueryByDefault : IActionModelConvention
{
    public void Apply(ActionModel action)
    {
        foreach (var parameter in action.Parameters.Where(parameter => parameter.BindingInfo is null && IsSimple(parameter.ParameterType)))
        {
            var isRoute = action.Selectors.Concat(action.Controller.Selectors)
                .Any(selector => selector.AttributeRouteModel?.Template?.Contains($"{{{parameter.ParameterName}", StringComparison.Ordinal) == true);

            parameter.BindingInfo = new BindingInfo { BindingSource = isRoute ? BindingSource.Path : BindingSource.Query };
        }
    }

    private static bool IsSimple(Type type)
    {
        var core = Nullable.GetUnderlyingType(type) ?? type;
        return core.IsEnum || core.IsPrimitive || core == typeof(string) || core == typeof(Guid) || core == typeof(DateTimeOffset)
            || (core.GetTypeInfo().ImplementedInterfaces.Contains(typeof(IParsable<>)) && core != typeof(CancellationToken));
    }
}
