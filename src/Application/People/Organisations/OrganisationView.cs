using Hivemind.Application.Common;
using Hivemind.Application.Knowledge.Contributions;

namespace Hivemind.Application.People.Organisations;

/// <summary>The caller's organisation with the settings that apply to it.</summary>
public sealed record OrganisationView(
    string Id, string Name, OrganisationSettings Settings, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int RowVersion) : IVersioned;

/// <summary>What an organisation decides for itself.</summary>
public sealed record OrganisationSettings
{
    /// <summary>Nobody approves their own or their own agents' contributions.</summary>
    public required bool RequireSecondReviewer { get; init; }

    /// <summary>Contributions of the whole organisation within the window; 0 switches the limit off.</summary>
    public required int BurstLimit { get; init; }

    public required int BurstWindowSeconds { get; init; }

    /// <summary>The tier of signed-in users.</summary>
    public required Tier UserTier { get; init; }

    /// <summary>What was decided, and the deployment's own limits where nothing was.</summary>
    public static OrganisationSettings Of(OrganisationSettingsChanges decided, ContributionLimitOptions limits) => new()
    {
        RequireSecondReviewer = decided.RequireSecondReviewer ?? false,
        BurstLimit = decided.BurstLimit ?? limits.BurstCount,
        BurstWindowSeconds = decided.BurstWindowSeconds ?? limits.BurstWindowSeconds,
        UserTier = decided.UserTier ?? Tier.Pro,
    };
}

/// <summary>Settings to change; what is absent stays.</summary>
public sealed record OrganisationSettingsChanges(bool? RequireSecondReviewer, int? BurstLimit, int? BurstWindowSeconds, Tier? UserTier);
