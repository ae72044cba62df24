using Hivemind.Application.Common;
using Hivemind.Application.Messaging;
using Hivemind.Domain.Common;
using MediatR;

namespace Hivemind.Application.Work.Tasks;

/// <summary>One task of the organisation, whole.</summary>
[Access(Audience.Principal, Scope.WorkRead)]
public sealed record GetTask(Guid Id) : IQuery<TaskView>;

internal sealed class GetTaskHandler(ITaskQueries tasks, CallContext call) : IRequestHandler<GetTask, TaskView>
{
    public async Task<TaskView> Handle(GetTask query, CancellationToken cancellationToken) =>
        TaskView.Of(await tasks.Find(call.OrgId, query.Id, cancellationToken) ?? throw new NotFoundException("task"));
}
