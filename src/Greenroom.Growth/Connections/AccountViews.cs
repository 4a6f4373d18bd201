namespace Greenroom.Growth.Connections;

internal static class AccountViews
{
    private const string Platform = "instagram";

    public static AccountView Of(InstagramAccount account) => new(
        account.Id, Platform, account.Flavour, account.Username, account.Followers, account.State, account.StateReason,
        new SyncView(account.SyncStatus, account.SyncPosts, account.SyncExpected, account.SyncSkipped, account.SyncError),
        account.TimeZone, account.LastSyncedAt, account.NextSyncAt, account.TokenExpiresAt, account.CreatedAt);
}
