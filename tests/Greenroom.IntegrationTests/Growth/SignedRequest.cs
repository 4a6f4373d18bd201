using System.Security.Cryptography;
using System.Text;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>The <c>signed_request</c> that the platform posts when a person takes the app away.</summary>
internal static class SignedRequest
{
    public static string Of(string userId, DateTime issuedAt, string secret) =>
        Sign($$"""{"user_id":"{{userId}}","algorithm":"HMAC-SHA256","issued_at":{{new DateTimeOffset(issuedAt).ToUnixTimeSeconds()}}}""", secret);

    public static string Sign(string payload, string secret)
    {
        static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var encoded = Encode(Encoding.UTF8.GetBytes(payload));
        return $"{Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(encoded)))}.{encoded}";
    }
}
