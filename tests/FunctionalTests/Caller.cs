using System.Net.Http.Headers;
using System.Text;
using Hivemind.Application.Common;
using Hivemind.FunctionalTests.Contract;

namespace Hivemind.FunctionalTests;

/// <summary>Somebody with a credential, talking to one server over HTTP.</summary>
internal sealed record Caller(TestServer Server, string OrgId, string ActorId, string Credential)
{
    /// <summary>The same principal at another server.</summary>
    public Caller At(TestServer server) => this with { Server = server };

    public Task<Answer> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    public Task<Answer> Post(string path, object? body = null, params (string Name, string Value)[] headers) => Send(HttpMethod.Post, path, body, headers);

    public Task<Answer> Put(string path, object? body, params (string Name, string Value)[] headers) => Send(HttpMethod.Put, path, body, headers);

    public Task<Answer> Patch(string path, object? body, params (string Name, string Value)[] headers) => Send(HttpMethod.Patch, path, body, headers);

    public Task<Answer> Delete(string path, object? body = null, params (string Name, string Value)[] headers) => Send(HttpMethod.Delete, path, body, headers);

    /// <param name="body">A shape written as wire JSON, or a string sent as it is; null sends none.</param>
    public async Task<Answer> Send(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = Request(method, path, headers);
        if (body is not null)
            request.Content = new StringContent(body as string ?? WireJson.Write(body), Encoding.UTF8, "application/json");

        var answer = await Answer.Read(await Server.Http.SendAsync(request));
        (await ApiDocument.Get()).Check(
            method.Method, request.RequestUri?.OriginalString ?? "", answer.Status, answer.Message.Content.Headers.ContentType?.MediaType, answer.Text);
        return answer;
    }

    public HttpRequestMessage Request(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : $"/api/v1/{path}");
        if (Credential.Length > 0)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Credential);

        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);

        return request;
    }
}
