namespace Greenroom.Growth.Platforms;

/// <summary>One way to an account and its posts. A provider is one folder and one line of registration in <see cref="GrowthModule"/>.</summary>
internal interface ISocialPlatform
{
    /// <summary>Stored with each account, so that later calls find the right provider.</summary>
    string Flavour { get; }

    /// <summary>Where the person says yes or no; it sends the browser back with <c>code</c> or <c>error</c>, and with <paramref name="state"/>.</summary>
    /// <param name="persona">Sandbox only: who the sample account is to be; null for the usual.</param>
    string AuthorizeUrl(string state, string? persona);

    /// <summary>All accounts that the code opens: usually one, several where the login is of somebody who looks after several, none where it has no fitting account.</summary>
    /// <exception cref="PlatformException">The code is not good, or the platform cannot be reached.</exception>
    Task<IReadOnlyList<PlatformGrant>> ExchangeAsync(string code, Guid userId, CancellationToken ct);

    /// <summary>A token that lives longer, for one that still lives.</summary>
    /// <exception cref="PlatformException">See <see cref="PlatformTrouble"/>.</exception>
    Task<PlatformToken> RenewAsync(string token, CancellationToken ct);

    /// <exception cref="PlatformException">See <see cref="PlatformTrouble"/>.</exception>
    Task<PlatformProfile> ProfileAsync(string token, CancellationToken ct);

    /// <summary>A page of posts, newest first.</summary>
    /// <param name="cursor">From the page before; null for the first.</param>
    /// <param name="limit">Posts wanted; a page may hold fewer and still not be the last.</param>
    /// <exception cref="PlatformException">See <see cref="PlatformTrouble"/>.</exception>
    Task<PlatformPage> PostsAsync(string token, string? cursor, int limit, CancellationToken ct);

    /// <summary>Asks the platform to tell this server what happens to the account, where it does such a thing. Asked with each sync: it is one subscription, however often.</summary>
    /// <exception cref="PlatformException">See <see cref="PlatformTrouble"/>.</exception>
    Task WatchAsync(string token, CancellationToken ct) => Task.CompletedTask;

    /// <summary>The person has taken the account away: ends at the platform what can be ended there.</summary>
    /// <exception cref="PlatformException">See <see cref="PlatformTrouble"/>.</exception>
    Task LeaveAsync(string token, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Until when this process leaves the platform alone with this token, as its answers asked; null when it may be asked, and where calls are not counted.</summary>
    DateTime? PausedUntil(string token) => null;
}

/// <param name="ExpiresAt">Null for a token without an end.</param>
internal sealed record PlatformToken(string Value, DateTime? ExpiresAt)
{
    /// <summary>Without the token: what is printed may be logged.</summary>
    public override string ToString() => $"{nameof(PlatformToken)} until {ExpiresAt:O}";
}

/// <summary>An account that the person has given access to.</summary>
internal sealed record PlatformGrant(PlatformProfile Profile, PlatformToken Token);

/// <param name="Posts">How many posts the platform counts; null when it does not say.</param>
/// <param name="TimeZone">IANA name when the platform tells; null otherwise.</param>
/// <param name="Name">What people read beside the username; of an account behind a page, the page's.</param>
/// <param name="AppScopedId">By which the platform names the account, or the person who gave access to it, to this app alone; null where it has none.</param>
/// <param name="FollowerHistory">Earlier days, where the platform keeps them; most do not.</param>
internal sealed record PlatformProfile(
    string Id, string Username, int? Followers, int? Posts, string? TimeZone, string? Name = null, string? AppScopedId = null,
    IReadOnlyList<PlatformFollowers>? FollowerHistory = null);

/// <param name="Day">In the account's time zone.</param>
/// <param name="Followers">At the end of that day.</param>
internal sealed record PlatformFollowers(DateOnly Day, int Followers);

/// <param name="Skipped">The ids of the posts of this page that could not be read; null for one whose id could not be read either.</param>
/// <param name="Next">Null on the last page.</param>
internal sealed record PlatformPage(IReadOnlyList<PlatformPost> Posts, IReadOnlyList<string?> Skipped, string? Next);

/// <summary>A post as the platform tells it. Null is what it does not tell, which is not 0.</summary>
/// <param name="MediaType"><c>IMAGE</c>, <c>CAROUSEL_ALBUM</c> or <c>VIDEO</c>.</param>
/// <param name="MediaUrl">A picture to show: of a video its thumbnail.</param>
/// <param name="TellsCaption">False where the platform would not be asked for it: what is stored of an earlier answer stands.</param>
/// <param name="TellsKind">False where <paramref name="IsReel"/> is a guess, which an earlier answer is better than.</param>
internal sealed record PlatformPost(
    string Id, string? Caption, string MediaType, bool IsReel, string? MediaUrl, string? Permalink, DateTime PostedAt,
    int? Likes, int? Comments, int? Saves, int? Shares, int? Reach, int? Views, bool TellsCaption = true, bool TellsKind = true);

/// <summary>What kind of no the platform said, and so what is to be done.</summary>
internal enum PlatformTrouble
{
    /// <summary>The token is dead (190, 102): only the person can help.</summary>
    NeedsReconnect,

    /// <summary>The token lives and may not do this (10, 200 to 299).</summary>
    NeedsPermission,

    /// <summary>Too many calls (4, 17, 32, 341, 613, 80002): wait as long as the platform says.</summary>
    RateLimited,

    /// <summary>The code of an authorization was not accepted.</summary>
    Refused,

    /// <summary>1, 2, 5xx, HTML instead of JSON, a timeout: try again later.</summary>
    Unavailable,
}

/// <param name="message">A sentence for the person. Never an address or an answer of the platform: tokens travel in both.</param>
/// <param name="wait">How long the platform asks to be left alone; null when it does not say.</param>
internal sealed class PlatformException(PlatformTrouble trouble, string message, TimeSpan? wait = null) : Exception(message)
{
    public PlatformTrouble Trouble => trouble;

    public TimeSpan? Wait => wait;
}
