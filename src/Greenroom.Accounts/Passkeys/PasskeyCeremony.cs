using Greenroom.Platform.Data;

namespace Greenroom.Accounts.Passkeys;

internal enum CeremonyKind
{
    Registration,
    LogIn,
}

/// <summary>A challenge that was given to a browser and is good for one answer. Here and not in a cookie, so that an answer cannot come twice.</summary>
internal sealed class PasskeyCeremony
{
    public const int LongestState = 2000;
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private PasskeyCeremony()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>Who adds a passkey; null at a log-in, where nobody is known yet.</summary>
    public Guid? UserId { get; private set; }

    public CeremonyKind Kind { get; private set; }

    /// <summary>What Identity wants back with the answer: the challenge, and for whom it was made.</summary>
    public string State { get; private set; } = "";

    public DateTime ExpiresAt { get; private set; }

    public static PasskeyCeremony Begin(CeremonyKind kind, Guid? userId, string state, DateTime now) =>
        new() { Id = Ids.New(now), Kind = kind, UserId = userId, State = state, ExpiresAt = now + Life };
}
