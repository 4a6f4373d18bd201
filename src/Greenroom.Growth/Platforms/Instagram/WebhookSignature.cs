using System.Security.Cryptography;
using System.Text;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>The header <c>X-Hub-Signature-256: sha256=…</c>: HMAC-SHA256 of the raw body with the app's secret. https://developers.facebook.com/docs/graph-api/webhooks/getting-started</summary>
internal static class WebhookSignature
{
    private const string Prefix = "sha256=";

    /// <param name="secrets">Any of them will do.</param>
    public static bool IsValid(ReadOnlyMemory<byte> body, string? header, IEnumerable<string> secrets)
    {
        if (header is null || !header.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var given = Encoding.ASCII.GetBytes(header[Prefix.Length..]);
        return secrets.Any(secret => CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body.Span))), given));
    }
}
