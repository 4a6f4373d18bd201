namespace Greenroom.Accounts.Sessions;

internal enum RefreshVerdict
{
    /// <summary>The current token: retire it and give out the next.</summary>
    Rotate,

    /// <summary>The token before, a moment after it was retired: the answer got lost, so give the same successor again.</summary>
    Repeat,

    /// <summary>A token that was retired for good: two parties hold this session, so it ends for both.</summary>
    Reuse,

    /// <summary>Ended, expired or not ours.</summary>
    Refuse,
}

/// <summary>What a presented refresh token deserves (RFC 9700 section 4.14.2). Pure: everything it looks at is passed in.</summary>
internal static class Refreshing
{
    /// <summary>How long a lost answer may be asked for again.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    /// <summary>So far may the clock of the node that retired a token be ahead of this one's. A clock that was set back further must not keep the token alive.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    public static RefreshVerdict Judge(RefreshFamily family, PresentedToken presented, DateTime now)
    {
        // The signature always decides, so that another secret ends all sessions; a stored hash has its say too. A token whose hash is gone is older than the one before.
        var stored = family.Tokens.FirstOrDefault(t => t.Generation == presented.Generation);
        var ours = presented.Signed && (stored is null || stored.Hash == presented.Hash);
        if (!ours || family.RevokedAt is not null || now >= family.AbsoluteExpiresAt || now >= family.IdleExpiresAt)
        {
            return RefreshVerdict.Refuse;
        }

        return (family.Generation - presented.Generation) switch
        {
            0 => RefreshVerdict.Rotate,
            1 when now - family.PreviousRotatedAt is { } since && since <= Overlap && since >= -Skew => RefreshVerdict.Repeat,
            > 0 => RefreshVerdict.Reuse,

            // Younger than what the database knows: it was restored from a backup. No theft, but no session either.
            _ => RefreshVerdict.Refuse,
        };
    }
}
