using System.ComponentModel.DataAnnotations;

namespace Hivemind.Application.People;

/// <summary>How long sign-ins and invitations hold.</summary>
public sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>Hours after its last use at which a session ends, 1 to 720.</summary>
    [Range(1, 720)]
    public int SessionHours { get; set; } = 12;

    /// <summary>Days in which an invitation can be accepted, 1 to 90.</summary>
    [Range(1, 90)]
    public int InvitationDays { get; set; } = 7;

    public TimeSpan SessionTime => TimeSpan.FromHours(SessionHours);
}
