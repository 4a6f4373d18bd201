using Greenroom.Platform.Data;

namespace Greenroom.Accounts.Recovery;

/// <summary>
/// What somebody chose who registered where addresses have to be proven first (<see cref="AccountsOptions.RequireVerifiedEmail"/>). It is no account: as long as nobody has opened the
/// mailed link it takes no name and opens nothing, and of several for one address each link makes the account with what was chosen with it.
/// </summary>
internal sealed class PendingRegistration
{
    private PendingRegistration()
    {
    }

    public Guid Id { get; private set; }

    public string Email { get; private set; } = "";

    public string Username { get; private set; } = "";

    public string PasswordHash { get; private set; } = "";

    public DateTime ExpiresAt { get; private set; }

    public static PendingRegistration Create(string username, string email, string passwordHash, DateTime now) =>
        new() { Id = Ids.New(now), Username = username, Email = email, PasswordHash = passwordHash, ExpiresAt = now + AccountLink.Long };
}
