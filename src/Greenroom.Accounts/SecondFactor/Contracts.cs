using System.ComponentModel.DataAnnotations;

namespace Greenroom.Accounts.SecondFactor;

/// <summary>Begins to set up an authenticator app.</summary>
/// <example>{"current_password": "correct horse battery staple"}</example>
public sealed record SetUpSecondFactorRequest
{
    /// <summary>The password of the account.</summary>
    [Required, StringLength(128)]
    public required string CurrentPassword { get; init; }
}

/// <summary>Shows that the app has the secret.</summary>
/// <example>{"code": "492039"}</example>
public sealed record ConfirmSecondFactorRequest
{
    /// <summary>The six digits that the app shows now.</summary>
    [Required, StringLength(32)]
    public required string Code { get; init; }
}

/// <summary>Asks for ten new recovery codes; those before open nothing any more.</summary>
/// <example>{"current_password": "correct horse battery staple", "code": "492039"}</example>
public sealed record RenewRecoveryCodesRequest
{
    /// <summary>The password of the account.</summary>
    [Required, StringLength(128)]
    public required string CurrentPassword { get; init; }

    /// <summary>The six digits that the app shows now, or a recovery code.</summary>
    [Required, StringLength(32)]
    public required string Code { get; init; }
}

/// <summary>Switches the second factor off.</summary>
/// <example>{"current_password": "correct horse battery staple", "code": "492039"}</example>
public sealed record DisableSecondFactorRequest
{
    /// <summary>The password of the account.</summary>
    [Required, StringLength(128)]
    public required string CurrentPassword { get; init; }

    /// <summary>The six digits that the app shows now, or a recovery code.</summary>
    [Required, StringLength(32)]
    public required string Code { get; init; }
}

/// <summary>Whether log-ins ask for a code beside the password.</summary>
/// <param name="Enabled">A log-in with the password asks for a code as well.</param>
/// <param name="RecoveryCodesLeft">How many of the ten were not used yet.</param>
/// <param name="EnabledAt">Since when; null while it is off.</param>
public sealed record SecondFactorView(bool Enabled, int RecoveryCodesLeft, DateTime? EnabledAt);

/// <summary>What an authenticator app needs. It counts once a first code was confirmed.</summary>
/// <param name="Secret">In base32, to be typed.</param>
/// <param name="Uri">The same as an <c>otpauth://</c> address, to be shown as a QR code.</param>
public sealed record SecondFactorSetupView(string Secret, string Uri);

/// <summary>Codes that replace the app, each one once. They are shown here and never again.</summary>
/// <param name="RecoveryCodes">Ten of them, in groups of four.</param>
public sealed record RecoveryCodesView(IReadOnlyList<string> RecoveryCodes);
