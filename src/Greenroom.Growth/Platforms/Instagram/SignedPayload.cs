using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>
/// What the platform posts when a person takes the app away or wants their data deleted: <c>signed_request</c> = b64url(signature).b64url(JSON), signed
/// with HMAC-SHA256 and the app's secret over the encoded payload as it stands.
/// https://developers.facebook.com/docs/development/create-an-app/app-dashboard/data-deletion-callback
/// </summary>
/// <param name="UserId">Of the account, or the one that only this app knows; null when the payload has none.</param>
/// <param name="IssuedAt">Null when the payload does not say.</param>
internal sealed record SignedPayload(string? UserId, DateTime? IssuedAt)
{
    private const string Algorithm = "HMAC-SHA256";

    /// <summary>Null for a signature that is not the app's, another algorithm or anything that cannot be read.</summary>
    /// <param name="secrets">Any of them will do.</param>
    public static SignedPayload? Read(string text, IEnumerable<string> secrets)
    {
        if (text.Split('.') is not [var signature, var payload] || !Base64Url.IsValid(signature) || !Base64Url.IsValid(payload))
        {
            return null;
        }

        var (signed, given) = (Encoding.UTF8.GetBytes(payload), Base64Url.DecodeFromChars(signature));
        return secrets.Any(secret => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed), given))
            ? Parse(Base64Url.DecodeFromChars(payload))
            : null;
    }

    private static SignedPayload? Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("algorithm", out var algorithm) && algorithm.ValueEquals(Algorithm)
                ? new SignedPayload(UserIdOf(root), IssuedAtOf(root))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // As text: the number is larger than a double holds.
    private static string? UserIdOf(JsonElement root) => root.TryGetProperty("user_id", out var id)
        ? id.ValueKind switch { JsonValueKind.String => id.GetString(), JsonValueKind.Number => id.GetRawText(), _ => null }
        : null;

    private static DateTime? IssuedAtOf(JsonElement root) =>
        root.TryGetProperty("issued_at", out var at) && at.ValueKind == JsonValueKind.Number && at.TryGetInt64(out var seconds) && seconds is > 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime
            : null;
}
