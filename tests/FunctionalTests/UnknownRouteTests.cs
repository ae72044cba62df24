using System.Net;

namespace Hivemind.FunctionalTests;

[Parallelizable(ParallelScope.All)]
public sealed class UnknownRouteTests
{
    [Test]
    public async Task What_does_not_exist_is_a_problem_with_a_code()
    {
        var nobody = await Hive.Nobody();

        var answer = await nobody.Get("nothing-here");

        answer.Refused(HttpStatusCode.NotFound, "NOT_FOUND");
    }
}
