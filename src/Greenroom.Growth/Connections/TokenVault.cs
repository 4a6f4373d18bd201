using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Greenroom.Growth.Connections;

/// <summary>Encrypts the token of an account for its row alone: copied into another row it does not open.</summary>
internal sealed class TokenVault(IDataProtectionProvider protection)
{
    private const string Purpose = "instagram.token.v1";

    public string Seal(Guid accountId, string token) => For(accountId).Protect(token);

    /// <summary>Null when it cannot be opened: another row's, another master key, or lost keys.</summary>
    public string? Open(Guid accountId, string sealedToken)
    {
        try
        {
            return For(accountId).Unprotect(sealedToken);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector For(Guid accountId) => protection.CreateProtector(Purpose, accountId.ToString("N"));
}
