using System.Text.Json;
using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using Hivemind.Domain.Traffic.Automations;
using MediatR;

namespace Hivemind.Application.Traffic.Automations;

/// <summary>Says what an automation would do with an event, and does nothing.</summary>
[Access(Audience.Principal, Scope.TrafficRead)]
public sealed record TestAutomation(Guid Id, SampleEvent Event) : IQuery<AutomationTest>;

/// <summary>An event made up by hand.</summary>
/// <param name="Payload">As conditions and templates see it.</param>
[CamelCase]
public sealed record SampleEvent(string Type, JsonElement Payload);

/// <summary>What would happen.</summary>
/// <param name="Matched">The type is the trigger's and the conditions hold.</param>
[CamelCase]
public sealed record AutomationTest(bool Matched, IReadOnlyList<ConditionTest> Conditions, IReadOnlyList<ActionTest> Actions)
{
    public bool DryRun { get; } = true;
}

/// <summary>How one condition came out.</summary>
/// <param name="Actual">The value of the field; null when there is none.</param>
[CamelCase]
public sealed record ConditionTest(string Field, ConditionOperator Operator, JsonElement? Value, JsonElement? Actual, bool Matched);

/// <summary>Whether one action would be done.</summary>
[CamelCase]
public sealed record ActionTest(ActionType Type, bool WouldExecute);

internal sealed class TestAutomationValidator : AbstractValidator<TestAutomation>
{
    public TestAutomationValidator() => RuleFor(query => query.Event).IsSampleEvent();
}

internal sealed class TestAutomationHandler(IAutomationQueries automations, CallContext call) : IRequestHandler<TestAutomation, AutomationTest>
{
    public async Task<AutomationTest> Handle(TestAutomation query, CancellationToken cancellationToken)
    {
        var automation = await automations.Find(call.OrgId, query.Id, cancellationToken) ?? throw new NotFoundException("automation");
        var scope = AutomationTrigger.Of(query.Event).Scope(_ => null);
        var matched = query.Event.Type == automation.TriggerEventType && automation.Conditions.Evaluate(scope);

        return new(
            matched,
            [.. automation.Conditions.Conditions.Select(one =>
                new ConditionTest(one.Field, one.Operator, one.Value, scope.Field(one.Field), one.Evaluate(scope)))],
            [.. automation.Actions.Select(action => new ActionTest(action.Type, matched))]);
    }
}
