namespace Greenroom.Platform.Operation;

/// <summary>How this server is doing.</summary>
/// <param name="Version">Of the program.</param>
/// <param name="Engine"><c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="JobsDue">Jobs whose time has come.</param>
/// <param name="JobsRunning">Jobs that a runner has.</param>
/// <param name="JobsFailed">Jobs that went wrong and wait for another try.</param>
/// <param name="MailsWaiting">Mails that the mail server has not taken yet.</param>
/// <param name="SendsMail">False where mails become files.</param>
/// <param name="BackupsAreScheduled">False where they are switched off, and on PostgreSQL, which is backed up by its own means.</param>
/// <param name="LastBackup">Null before the first one.</param>
public sealed record SystemView(
    string Version, string Engine, int JobsDue, int JobsRunning, int JobsFailed, int MailsWaiting, bool SendsMail, bool BackupsAreScheduled, BackupView? LastBackup);

/// <summary>What became of a backup.</summary>
/// <param name="FileName">In the folder for backups; after a failure there is no such file.</param>
/// <param name="SizeBytes">Null after a failure.</param>
/// <param name="Ok">Made, and checked.</param>
/// <param name="Error">Why it failed.</param>
public sealed record BackupView(DateTime StartedAt, string FileName, long? SizeBytes, bool Ok, string? Error);
