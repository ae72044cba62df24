using Hivemind.Application.Common;

namespace Hivemind.Application.People.Organisations;

/// <summary>The caller's organisation with the settings that apply to it.</summary>
public sealed record OrganisationView(
    string Id, string Name, OrganisationSettings Settings, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int RowVersion) : IVersioned;

/// <summary>What an organisation decides for itself.</summary>
public sealed record OrganisationSettings
{
    /// <summary>Nobody approves their own or their own agents' contributions.</summary>
    public bool RequireSecondReviewer { get; init; }

    /// <summary>Contributions of the whole organisation within the window; 0 switches the limit off.</summary>
    public int BurstLimit { get; init; } = 50;

    public int BurstWindowSeconds { get; init; } = 60;

    /// <summary>The tier of signed-in users.</summary>
    public Tier UserTier { get; init; } = Tier.Pro;
}

/// <summary>Settings to change; what is absent stays.</summary>
public sealed record OrganisationSettingsChanges(bool? RequireSecondReviewer, int? BurstLimit, int? BurstWindowSeconds, Tier? UserTier);
