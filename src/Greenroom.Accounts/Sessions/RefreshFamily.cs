using Greenroom.Platform.Data;

namespace Greenroom.Accounts.Sessions;

internal enum RevokeReason
{
    Logout,

    /// <summary>A retired token came back: somebody holds a copy.</summary>
    Reuse,

    /// <summary>The guest became an account and got a new session.</summary>
    Claim,

    /// <summary>The password is another one now.</summary>
    PasswordChange,

    /// <summary>Its user ended it from the list of sessions.</summary>
    Ended,

    /// <summary>A newer one took its place where only one may be (<see cref="SessionsOptions.SingleActive"/>).</summary>
    Replaced,

    /// <summary>The account is being deleted.</summary>
    Deletion,

    /// <summary>The operator has taken the second factor off the account.</summary>
    Rescue,
}

/// <summary>One log-in and every refresh token that descends from it. They live and die together.</summary>
internal sealed class RefreshFamily
{
    private readonly List<RefreshToken> _tokens = [];

    private RefreshFamily()
    {
    }

    /// <summary>The session's id: the claim <c>sid</c> of its access tokens.</summary>
    public Guid Id { get; private set; }

    public Guid UserId { get; private set; }

    /// <summary>The number of the one token that may be exchanged.</summary>
    public int Generation { get; private set; }

    /// <summary>When the token before the current one was retired; for a moment after that it still yields the same successor.</summary>
    public DateTime? PreviousRotatedAt { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime LastUsedAt { get; private set; }

    public DateTime IdleExpiresAt { get; private set; }

    public DateTime AbsoluteExpiresAt { get; private set; }

    /// <summary>Where it was last used from: the address, and what the program there says about itself.</summary>
    public string? Ip { get; private set; }

    public string? Device { get; private set; }

    public DateTime? RevokedAt { get; private set; }

    public RevokeReason? RevokeReason { get; private set; }

    /// <summary>The current token and the one before it; older ones are proven by their signature.</summary>
    public IReadOnlyCollection<RefreshToken> Tokens => _tokens;

    public static RefreshFamily Start(Guid userId, TimeSpan idle, DateTime absoluteExpiresAt, DateTime now) => new()
    {
        Id = Ids.New(now),
        UserId = userId,
        Generation = 1,
        CreatedAt = now,
        LastUsedAt = now,
        IdleExpiresAt = Earlier(now + idle, absoluteExpiresAt),
        AbsoluteExpiresAt = absoluteExpiresAt,
    };

    public void SeenAt(string? ip, string? device)
    {
        Ip = ip;
        Device = device;
    }

    public void AddFirst(string hash, DateTime now) => _tokens.Add(RefreshToken.Create(this, hash, now));

    /// <summary>Retires the current token for the one with <paramref name="nextHash"/>; what was retired before is forgotten.</summary>
    public void Rotate(string nextHash, TimeSpan idle, DateTime now)
    {
        _tokens.RemoveAll(t => t.Generation < Generation);
        _tokens.ForEach(t => t.Retire(now));

        Generation++;
        PreviousRotatedAt = now;
        LastUsedAt = now;
        IdleExpiresAt = Earlier(now + idle, AbsoluteExpiresAt);
        _tokens.Add(RefreshToken.Create(this, nextHash, now));
    }

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;
}

/// <summary>What the database knows of a refresh token: its hash.</summary>
internal sealed class RefreshToken
{
    private RefreshToken()
    {
    }

    public Guid Id { get; private set; }

    public Guid UserId { get; private set; }

    public Guid FamilyId { get; private set; }

    public int Generation { get; private set; }

    /// <summary>SHA-256, in hex.</summary>
    public string Hash { get; private set; } = "";

    public DateTime ExpiresAt { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    public static RefreshToken Create(RefreshFamily family, string hash, DateTime now) => new()
    {
        Id = Ids.New(now),
        UserId = family.UserId,
        FamilyId = family.Id,
        Generation = family.Generation,
        Hash = hash,
        ExpiresAt = family.IdleExpiresAt,
        CreatedAt = now,
        UpdatedAt = now,
    };

    public void Retire(DateTime now)
    {
        ExpiresAt = now + Refreshing.Overlap;
        UpdatedAt = now;
    }
}
