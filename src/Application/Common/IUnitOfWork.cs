namespace Hivemind.Application.Common;

/// <summary>The transaction of one command. It exists from the first statement of a repository on.</summary>
public interface IUnitOfWork
{
    Task Commit(CancellationToken cancellationToken);

    Task Rollback();
}
