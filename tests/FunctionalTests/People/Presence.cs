using System.Net;

namespace Hivemind.FunctionalTests.People;

/// <summary>What a test sees of who is online.</summary>
internal static class Presence
{
    public static Task<bool> IsOnline(Organisation organisation, Caller user) =>
        organisation.Server.Read<bool>("select is_online from users where id = @Id", new { Id = user.UserId() });

    public static Task<long> Sockets(Organisation organisation, Caller user) =>
        organisation.Server.Read<long>("select count(*) from user_connections where user_id = @Id", new { Id = user.UserId() });

    public static async Task<IEnumerable<Guid>> Online(Caller caller) =>
        (await caller.Get("users/online")).Expect(HttpStatusCode.OK).Json.EnumerateArray().Select(user => user.GetProperty("id").GetGuid()).Order();
}
