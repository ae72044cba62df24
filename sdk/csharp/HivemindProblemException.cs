using System.Text.Json;

namespace Hivemind.Client;

/// <summary>What the server refused. Its code is stable: compare it with the constants of <see cref="ErrorCode"/>.</summary>
public sealed class HivemindProblemException : Exception
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoErrors = new Dictionary<string, IReadOnlyList<string>>();

    private HivemindProblemException(Problem problem, TimeSpan? retryAfter)
        : base(problem.Detail)
    {
        Problem = problem;
        RetryAfter = retryAfter;
    }

    /// <summary>The whole answer; its Rest holds what this refusal adds, such as existing_id.</summary>
    public Problem Problem { get; }

    public string Code => Problem.Code;

    public int Status => Problem.Status;

    /// <summary>Leads to the server's logs of this request.</summary>
    public string TraceId => Problem.TraceId;

    /// <summary>For VALIDATION_ERROR: messages by field.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors => Problem.Errors ?? NoErrors;

    /// <summary>When trying again makes sense.</summary>
    public TimeSpan? RetryAfter { get; }

    internal static async Task<HivemindProblemException> Of(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return new HivemindProblemException(Read(text) ?? Unknown(response), response.Headers.RetryAfter?.Delta);
    }

    private static Problem? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Problem>(text, Wire.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Something between here and the server answered.
    private static Problem Unknown(HttpResponseMessage response) => new()
    {
        Type = "about:blank",
        Title = response.ReasonPhrase ?? "",
        Status = (int)response.StatusCode,
        Detail = $"The server could not be reached ({(int)response.StatusCode} {response.ReasonPhrase}).",
        Instance = response.RequestMessage?.RequestUri?.AbsolutePath ?? "",
        Code = ErrorCode.UpstreamError,
        TraceId = "",
    };
}
