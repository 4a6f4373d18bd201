using System.ComponentModel.DataAnnotations;

namespace Greenroom.Accounts.PersonalData;

/// <summary>How far an export is.</summary>
public enum ExportStatus
{
    /// <summary>It is being prepared.</summary>
    Pending,

    /// <summary>It can be downloaded.</summary>
    Ready,

    /// <summary>It could not be made; <c>failure</c> says why.</summary>
    Failed,

    /// <summary>It was there for its time and is gone.</summary>
    Expired,
}

/// <summary>A copy of everything that the server has of the user, as a ZIP of JSON files.</summary>
/// <param name="Status">How far it is.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="FinishedAt">When it was ready or failed; null while it is being prepared.</param>
/// <param name="ExpiresAt">Until when it can be downloaded; null unless there is or was something to download.</param>
/// <param name="SizeBytes">The size of the archive; null unless there is or was one.</param>
/// <param name="Failure">Why there is none, in a sentence; null unless it failed.</param>
public sealed record ExportView(Guid Id, ExportStatus Status, DateTime RequestedAt, DateTime? FinishedAt, DateTime? ExpiresAt, long? SizeBytes, string? Failure);

/// <summary>Asks for the account to be deleted with everything in it.</summary>
/// <example>{"confirm": "ada", "password": "correct horse battery staple"}</example>
public sealed record DeleteAccountRequest
{
    /// <summary>The username of the account, typed by the person.</summary>
    [Required, StringLength(64)]
    public required string Confirm { get; init; }

    /// <summary>Demanded of accounts that have one.</summary>
    [StringLength(128)]
    public string? Password { get; init; }

    /// <summary>Where the second factor is on: the six digits of the authenticator app, or a recovery code.</summary>
    [StringLength(32)]
    public string? Code { get; init; }
}

/// <summary>A deletion that was accepted.</summary>
/// <param name="DeletesAt">When the account and everything in it goes. Logging in before that undoes it. For a guest, who cannot log in, it is now.</param>
public sealed record AccountDeletionView(DateTime DeletesAt);
