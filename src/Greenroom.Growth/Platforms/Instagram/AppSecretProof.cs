using System.Security.Cryptography;
using System.Text;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>Ties a token to the app's secret: a token that was stolen alone is of no use where proofs are demanded.</summary>
internal static class AppSecretProof
{
    public static string Of(string token, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(token)));
}
