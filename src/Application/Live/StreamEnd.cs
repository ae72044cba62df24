namespace Hivemind.Application.Live;

/// <summary>Why a subscriber was let go.</summary>
public enum StreamEnd
{
    /// <summary>The client left, or its connection broke.</summary>
    ClientLeft,

    /// <summary>Everything it was opened for has been told.</summary>
    Finished,

    /// <summary>This process stops; another one goes on.</summary>
    ServerStopping,

    /// <summary>The credential, or the rights behind it, no longer hold.</summary>
    CredentialEnded,

    /// <summary>It did not keep up; it resumes by its position.</summary>
    TooSlow,

    /// <summary>Something of ours failed or was renewed; it resumes by its position.</summary>
    Failed,
}
