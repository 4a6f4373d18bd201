using System.Security.Cryptography;
using Greenroom.Platform.Secrets;
using Microsoft.AspNetCore.DataProtection;

namespace Greenroom.Growth.Connections;

/// <summary>Encrypts the token of an account for its row alone: copied into another row it does not open.</summary>
internal sealed class TokenVault(IDataProtectionProvider protection)
{
    private const string Purpose = "instagram.token.v1";

    public static readonly SealedColumn Column = new(
        "tokens of connected accounts", "20261128000100_growth", "SELECT access_token FROM instagram_accounts", "those accounts ask to be connected again at their next sync");

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
