using FluentValidation;
using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Application.People;
using Hivemind.Domain.Work.Tasks;
using MediatR;

namespace Hivemind.Application.Work.Tasks;

/// <summary>A member answers a run that asked for input; the run goes on.</summary>
[Access(Audience.Principal, Scope.WorkWrite)]
public sealed record SendTaskInput(Guid Id, string Message) : ICommand<TaskInputReceipt>;

/// <summary>The run after its question was answered.</summary>
public sealed record TaskInputReceipt(Guid TaskId, WorkTaskStatus Status);

internal sealed class SendTaskInputValidator : AbstractValidator<SendTaskInput>
{
    public SendTaskInputValidator()
    {
        RuleFor(command => command.Message).NotNull().Characters(1, TaskNews.MaxTextBytes);
        RuleFor(command => command.Message).Must(message => message is null || WireText.BytesOf(message) <= TaskNews.MaxTextBytes)
            .WithMessage($"At most {TaskNews.MaxTextBytes} bytes of JSON.");
    }
}

internal sealed class SendTaskInputHandler(
    ITaskRepository tasks, TaskKeeper keeper, TaskNews news, IEnumerable<ITaskObserver> observers, CallContext call, TimeProvider time)
    : IRequestHandler<SendTaskInput, TaskInputReceipt>
{
    public async Task<TaskInputReceipt> Handle(SendTaskInput command, CancellationToken cancellationToken)
    {
        var run = await tasks.Get(call.OrgId, command.Id, cancellationToken);
        var answered = await keeper.Save(run, run.Answer(command.Message, time.Now()), cancellationToken);
        await news.Input(answered, command.Message, cancellationToken);

        foreach (var observer in observers)
            await observer.Answered(answered, call.Caller.ActorId, command.Message, cancellationToken);

        return new TaskInputReceipt(answered.Id, answered.Status);
    }
}
