namespace Greenroom.Growth.Connections;

/// <summary>Active; needs_reconnect: the token is dead and only the person can bring a new one; needs_permission: the token lives and may not read what is needed. What is stored stays in all three.</summary>
public enum AccountState { Active, NeedsReconnect, NeedsPermission }

/// <summary>Waiting for its turn, running, done, or failed; a failed one is tried again by itself while the account is active.</summary>
public enum SyncStatus { Waiting, Running, Done, Failed }

/// <summary>The address to send the browser to.</summary>
/// <param name="Url">Where the person says yes or no. An address without a host is one of this web app.</param>
public sealed record ConnectView(string Url);

/// <summary>The user's connected accounts, the newest first.</summary>
/// <param name="Items">All of them.</param>
/// <param name="Flavours">What this server can connect, the usual one first: <c>sandbox</c>, <c>instagram</c>, <c>facebook</c>.</param>
public sealed record AccountsView(IReadOnlyList<AccountView> Items, IReadOnlyList<string> Flavours);

/// <summary>A connected account.</summary>
/// <param name="Platform">Always <c>instagram</c> so far.</param>
/// <param name="Flavour">How it is connected; <c>sandbox</c> is sample data.</param>
/// <param name="Username">As the platform spells it.</param>
/// <param name="Followers">At the last sync; null while unknown.</param>
/// <param name="State">Whether the platform still lets Greenroom in.</param>
/// <param name="StateReason">A sentence, when the state is not active.</param>
/// <param name="Sync">What the last or the running sync is at.</param>
/// <param name="TimeZone">IANA name; days are those of this zone.</param>
/// <param name="LastSyncedAt">When the last sync came to its end.</param>
/// <param name="NextSyncAt">When the next one is due; null when only the person can help.</param>
/// <param name="TokenExpiresAt">Null for a connection without an end.</param>
/// <param name="CreatedAt">When it was connected.</param>
public sealed record AccountView(
    Guid Id, string Platform, string Flavour, string Username, int? Followers, AccountState State, string? StateReason, SyncView Sync, string TimeZone,
    DateTime? LastSyncedAt, DateTime? NextSyncAt, DateTime? TokenExpiresAt, DateTime CreatedAt);

/// <summary>A sync.</summary>
/// <param name="Status">Where it is.</param>
/// <param name="PostsSoFar">Posts read.</param>
/// <param name="PostsExpected">Posts that the platform counts; null when it does not say.</param>
/// <param name="SkippedPosts">Posts that could not be read; the rest is kept.</param>
/// <param name="Error">A sentence, when it failed.</param>
public sealed record SyncView(SyncStatus Status, int PostsSoFar, int? PostsExpected, int SkippedPosts, string? Error);

/// <summary>A sync that is on its way.</summary>
/// <param name="Status">Always <c>fetch scheduled</c>.</param>
/// <param name="Account">As it stands now.</param>
public sealed record RefreshView(string Status, AccountView Account);
