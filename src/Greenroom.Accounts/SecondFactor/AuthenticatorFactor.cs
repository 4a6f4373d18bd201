namespace Greenroom.Accounts.SecondFactor;

/// <summary>An authenticator app of a user: asked for at every log-in once it is on, and nothing but a proposal until then.</summary>
internal sealed class AuthenticatorFactor
{
    private AuthenticatorFactor()
    {
    }

    public Guid UserId { get; private set; }

    /// <summary>Sealed under the master key, for this user only.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>The step of the last code that was taken. No code of this step or an earlier one is taken again.</summary>
    public long LastStep { get; private set; }

    public DateTime CreatedAt { get; private set; }

    /// <summary>Null until a first code has shown that the app has the secret.</summary>
    public DateTime? EnabledAt { get; private set; }

    public static AuthenticatorFactor Propose(Guid userId, string sealedSecret, DateTime now) => new() { UserId = userId, Secret = sealedSecret, CreatedAt = now };
}

/// <summary>Gets its owner in once, without the app. The row is gone when it was used.</summary>
internal sealed class RecoveryCode
{
    private RecoveryCode()
    {
    }

    public Guid Id { get; private set; }

    public Guid UserId { get; private set; }

    /// <summary>An HMAC of the code under a key that the database does not have.</summary>
    public string Hash { get; private set; } = "";

    public static RecoveryCode Create(Guid id, Guid userId, string hash) => new() { Id = id, UserId = userId, Hash = hash };
}
