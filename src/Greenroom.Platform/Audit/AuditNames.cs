namespace Greenroom.Platform.Audit;

/// <summary>Everything that is written into the audit log, by its stable name. docs/audit-log.md says what each one means; a test compares.</summary>
public static class AuditNames
{
    public const string Registered = "account.registered";
    public const string Claimed = "account.claimed";
    public const string EmailVerified = "account.email_verified";
    public const string EmailChangeRequested = "account.email_change_requested";
    public const string EmailChanged = "account.email_changed";
    public const string PasswordChanged = "account.password_changed";
    public const string ResetRequested = "account.password_reset_requested";
    public const string PasswordReset = "account.password_reset";
    public const string GitHubLinked = "account.github_linked";
    public const string GitHubUnlinked = "account.github_unlinked";
    public const string SecondFactorEnabled = "account.second_factor_enabled";
    public const string SecondFactorDisabled = "account.second_factor_disabled";
    public const string RecoveryCodesRenewed = "account.recovery_codes_renewed";
    public const string RecoveryCodeUsed = "account.recovery_code_used";
    public const string PasskeyAdded = "account.passkey_added";
    public const string PasskeyRemoved = "account.passkey_removed";
    public const string ExportRequested = "account.export_requested";
    public const string DeletionRequested = "account.deletion_requested";
    public const string DeletionUndone = "account.deletion_undone";
    public const string Erased = "account.erased";
    public const string AdminGranted = "account.admin_granted";

    public const string LoggedIn = "session.logged_in";
    public const string LoginFailed = "session.login_failed";
    public const string LoginLocked = "session.login_locked";
    public const string RefreshReused = "session.refresh_reused";
    public const string LoggedOut = "session.logged_out";
    public const string SessionEnded = "session.ended";
    public const string SessionReplaced = "session.replaced";

    public const string AccountConnected = "growth.account_connected";
    public const string AccountDisconnected = "growth.account_disconnected";

    public const string AdminViewed = "admin.viewed";
    public const string AdminPasswordFailed = "admin.password_failed";
    public const string JobRetried = "admin.job_retried";

    public const string RateLimited = "server.rate_limited";
    public const string Started = "server.started";
    public const string Migrated = "server.migrated";
}
