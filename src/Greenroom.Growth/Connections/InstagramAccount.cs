using Greenroom.Growth.Data;
using Greenroom.Platform.Data;

namespace Greenroom.Growth.Connections;

/// <summary>A connected account. One platform account belongs to one user.</summary>
internal sealed class InstagramAccount
{
    private InstagramAccount()
    {
    }

    public Guid Id { get; private set; }

    public Guid UserId { get; private set; }

    /// <summary>The platform's own id, as text: its numbers are larger than a double holds.</summary>
    public string IgUserId { get; private set; } = "";

    /// <summary>By which the platform names the account (Facebook: the person who logged in) to this app alone, in what it calls back with; null where it has none.</summary>
    public string? AppScopedId { get; private set; }

    /// <summary>Which provider it speaks to: <c>sandbox</c>, <c>instagram</c> or <c>facebook</c>.</summary>
    public string Flavour { get; private set; } = "";

    public string Username { get; private set; } = "";

    /// <summary>Encrypted and bound to this row (<see cref="TokenVault"/>).</summary>
    public string AccessToken { get; private set; } = "";

    /// <summary>Null for a token without an end.</summary>
    public DateTime? TokenExpiresAt { get; private set; }

    public DateTime TokenIssuedAt { get; private set; }

    /// <summary>When the person last gave access, which a renewal of the token is not; null where a node of an earlier version wrote the row.</summary>
    public DateTime? ConnectedAt { get; private set; }

    /// <summary>Null until the platform has told.</summary>
    public int? Followers { get; private set; }

    /// <summary>IANA name; days and dayparts are those of this zone.</summary>
    public string TimeZone { get; private set; } = "";

    public AccountState State { get; private set; }

    /// <summary>A sentence for the person, when <see cref="State"/> is not active.</summary>
    public string? StateReason { get; private set; }

    public SyncStatus SyncStatus { get; private set; }

    public int SyncPosts { get; private set; }

    /// <summary>As many as the platform says there are; null when it does not say.</summary>
    public int? SyncExpected { get; private set; }

    /// <summary>Posts of the last sync that could not be read.</summary>
    public int SyncSkipped { get; private set; }

    public string? SyncError { get; private set; }

    /// <summary>Counts the syncs that came to their end; what is computed from the posts is good as long as this stands.</summary>
    public int SyncVersion { get; private set; }

    public DateTime? LastSyncedAt { get; private set; }

    public DateTime? NextSyncAt { get; private set; }

    /// <summary>Until then the platform has asked to be left alone, whoever wants the account to be read; null when it has not.</summary>
    public DateTime? PausedUntil { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    /// <param name="timeZone">IANA name; stands until the platform tells another.</param>
    public static InstagramAccount Connect(Guid userId, string igUserId, string timeZone, DateTime now) => new()
    {
        Id = Ids.New(now),
        UserId = userId,
        IgUserId = igUserId,
        TimeZone = timeZone,
        CreatedAt = now,
    };

    /// <summary>A new or another token; whatever was wrong with the last one is over.</summary>
    /// <param name="flavour">By which the token was got: the same account may come by one way now and by another later.</param>
    /// <param name="sealedToken">From the vault, for this row.</param>
    /// <param name="timeZone">The platform's own; null leaves the account where it lives, so that its days stay what they were.</param>
    public void Accept(string flavour, string sealedToken, DateTime? expiresAt, string? timeZone, string? appScopedId, DateTime now)
    {
        Renew(sealedToken, expiresAt, now);
        (Flavour, AppScopedId, ConnectedAt) = (flavour, appScopedId ?? AppScopedId, now);
        (TimeZone, State, StateReason) = (timeZone ?? TimeZone, AccountState.Active, null);
        SyncWaits(now);
    }

    /// <summary>Another token of the same connection.</summary>
    public void Renew(string sealedToken, DateTime? expiresAt, DateTime now) =>
        (AccessToken, TokenExpiresAt, TokenIssuedAt, UpdatedAt) = (sealedToken, expiresAt, now, now);

    public void Describe(string username, int? followers) =>
        (Username, Followers) = (StorableText.Bounded(username, ConnectionConfiguration.LongestUsername)!, followers ?? Followers);

    /// <summary>A sync is on its way; a running one is left alone.</summary>
    public void SyncWaits(DateTime now)
    {
        if (SyncStatus != SyncStatus.Running)
        {
            (SyncStatus, SyncPosts, SyncExpected, SyncSkipped, SyncError) = (SyncStatus.Waiting, 0, null, 0, null);
        }

        (NextSyncAt, UpdatedAt) = (now, now);
    }

    /// <summary>How long the platform still has to be left alone; null when it may be asked.</summary>
    public TimeSpan? PauseAt(DateTime now) => PausedUntil > now ? PausedUntil - now : null;

    public void PauseUntil(DateTime? until) => PausedUntil = until;

    /// <summary>Two nodes may find an account due at once; the one that comes second finds it read.</summary>
    public bool WasReadLately(DateTime now) => SyncStatus == SyncStatus.Done && NextSyncAt > now;

    public void SyncRuns(int? expected, DateTime now)
    {
        (SyncStatus, SyncPosts, SyncExpected, SyncSkipped, SyncError) = (SyncStatus.Running, 0, expected, 0, null);
        UpdatedAt = now;
    }

    public void SyncProgressed(int posts, int skipped, DateTime now) => (SyncPosts, SyncSkipped, UpdatedAt) = (posts, skipped, now);

    public void SyncEnded(DateTime now, TimeSpan interval)
    {
        SyncStatus = SyncStatus.Done;
        SyncVersion++;
        (LastSyncedAt, NextSyncAt, UpdatedAt) = (now, now + interval, now);
    }

    /// <param name="error">A sentence for the person; never holds a token or an address with one.</param>
    /// <param name="next">When it is tried again by itself; null when only the person can help.</param>
    public void SyncFailed(string error, DateTime? next, DateTime now) =>
        (SyncStatus, SyncError, NextSyncAt, UpdatedAt) = (SyncStatus.Failed, error, next, now);

    /// <summary>What is stored stays; nothing is asked of the platform until the person has acted.</summary>
    public void Stop(AccountState state, string reason, DateTime now)
    {
        (State, StateReason) = (state, reason);
        SyncFailed(reason, next: null, now);
    }
}
