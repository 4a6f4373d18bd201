using Microsoft.AspNetCore.Identity;

namespace Greenroom.Accounts.Passkeys;

/// <summary>Identity's own row: the credential's id, whose it is, and one JSON document with the public key and the rest.</summary>
internal sealed class Passkey : IdentityUserPasskey<Guid>
{
    /// <summary>Which Identity does not keep.</summary>
    public DateTime? LastUsedAt { get; private set; }
}
