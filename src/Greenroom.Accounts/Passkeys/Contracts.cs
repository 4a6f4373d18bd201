using System.ComponentModel.DataAnnotations;

namespace Greenroom.Accounts.Passkeys;

/// <summary>Begins to add a passkey.</summary>
/// <example>{"current_password": "correct horse battery staple"}</example>
public sealed record BeginPasskeyRequest
{
    /// <summary>The password of the account.</summary>
    [Required, StringLength(128)]
    public required string CurrentPassword { get; init; }

    /// <summary>Where the second factor is on: the six digits that the app shows now, or a recovery code.</summary>
    [StringLength(32)]
    public string? Code { get; init; }
}

/// <summary>Adds a passkey.</summary>
/// <example>{"ceremony": "019b8d00-0000-7000-8000-000000000000", "credential": "{\"id\": \"…\", \"type\": \"public-key\"}", "name": "My phone"}</example>
public sealed record AddPasskeyRequest
{
    /// <summary>The ceremony of the options.</summary>
    public required Guid Ceremony { get; init; }

    /// <summary>The browser's <c>PublicKeyCredential</c> by its own <c>toJSON()</c>, as JSON text.</summary>
    [Required, StringLength(50_000)]
    public required string Credential { get; init; }

    /// <summary>1 to 60 characters, to tell one passkey from another.</summary>
    [Required, StringLength(60, MinimumLength = 1)]
    public required string Name { get; init; }
}

/// <summary>Gives a passkey another name.</summary>
/// <example>{"name": "My old phone"}</example>
public sealed record RenamePasskeyRequest
{
    /// <summary>1 to 60 characters.</summary>
    [Required, StringLength(60, MinimumLength = 1)]
    public required string Name { get; init; }
}

/// <summary>Logs in with a passkey.</summary>
/// <example>{"ceremony": "019b8d00-0000-7000-8000-000000000000", "credential": "{\"id\": \"…\", \"type\": \"public-key\"}"}</example>
public sealed record PasskeyLogInRequest
{
    /// <summary>The ceremony of the options.</summary>
    public required Guid Ceremony { get; init; }

    /// <summary>The browser's <c>PublicKeyCredential</c> by its own <c>toJSON()</c>, as JSON text.</summary>
    [Required, StringLength(50_000)]
    public required string Credential { get; init; }
}

/// <summary>A challenge for the browser. It is good for one answer, for five minutes.</summary>
/// <param name="Ceremony">To be sent back with the answer.</param>
/// <param name="Options">JSON text for the browser's <c>parseCreationOptionsFromJSON</c> or <c>parseRequestOptionsFromJSON</c>.</param>
public sealed record PasskeyOptionsView(Guid Ceremony, string Options);

/// <summary>A passkey of one's own.</summary>
/// <param name="Id">To change or remove it by.</param>
/// <param name="LastUsedAt">When somebody last logged in with it; null for never.</param>
public sealed record PasskeyView(string Id, string Name, DateTime CreatedAt, DateTime? LastUsedAt);

/// <summary>All passkeys of one account, twenty at most.</summary>
/// <param name="Items">Oldest first.</param>
public sealed record PasskeysView(IReadOnlyList<PasskeyView> Items);
