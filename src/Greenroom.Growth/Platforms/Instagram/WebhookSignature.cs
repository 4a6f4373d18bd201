using System.Security.Cryptography;
using System.Text;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>The header <c>X-Hub-Signature-256: sha256=…</c>: HMAC-SHA256 of the raw body with the app's secret. https://developers.facebook.com/docs/graph-api/webhooks/getting-started</summary>
internal static class WebhookSignature
{
    private const string Prefix = "sha256=";

    public static bool IsValid(ReadOnlySpan<byte> body, string? header, string secret)
    {
        if (secret.Length == 0 || header is null || !header.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(header[Prefix.Length..]));
    }
}
