namespace Hivemind.Application.Messaging;

/// <summary>Who may send a request, and the key scope it needs. Every request carries exactly one.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AccessAttribute(Audience audience, string? scope = null) : Attribute
{
    public Audience Audience { get; } = audience;

    /// <summary>One of <see cref="Scope"/>; null where no scope applies, such as public requests.</summary>
    public string? Scope { get; } = scope;
}

/// <summary>Who may send a request.</summary>
public enum Audience
{
    /// <summary>Anybody, also without a credential.</summary>
    Public,

    /// <summary>Any principal of the organisation.</summary>
    Principal,

    /// <summary>A signed-in user; keys are refused.</summary>
    User,

    /// <summary>An owner or admin user, or an agent with the role admin.</summary>
    Admin,
}

/// <summary>The scopes that an API key can be narrowed to.</summary>
public static class Scope
{
    public const string CommonsRead = "commons:read";
    public const string CommonsWrite = "commons:write";
    public const string CommonsReview = "commons:review";
    public const string WorkRead = "work:read";
    public const string WorkWrite = "work:write";
    public const string TrafficRead = "traffic:read";
    public const string TrafficWrite = "traffic:write";
    public const string PeopleRead = "people:read";
    public const string PeopleWrite = "people:write";
    public const string KeysRead = "keys:read";
    public const string KeysWrite = "keys:write";

    public static readonly IReadOnlyList<string> All =
    [
        CommonsRead, CommonsWrite, CommonsReview, WorkRead, WorkWrite, TrafficRead, TrafficWrite,
        PeopleRead, PeopleWrite, KeysRead, KeysWrite,
    ];
}
