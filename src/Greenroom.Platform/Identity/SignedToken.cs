using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Greenroom.Platform.Identity;

/// <summary>
/// An opaque token: some bytes and an HMAC-SHA256 (RFC 2104, 256 bits) over them, in Base64url. The key is derived by HKDF (RFC 5869) from the secret
/// of the server for one purpose, so that a token of one kind is none of another.
/// </summary>
public sealed class SignedToken
{
    private readonly byte[] _key;
    private readonly int _contentSize;

    /// <param name="secret">Of the server.</param>
    /// <param name="purpose">Names the kind of token and its version.</param>
    /// <param name="contentSize">How many bytes it carries.</param>
    public SignedToken(string secret, string purpose, int contentSize)
    {
        _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), HMACSHA256.HashSizeInBytes, info: Encoding.UTF8.GetBytes(purpose));
        _contentSize = contentSize;
    }

    /// <summary>The content and its signature.</summary>
    public byte[] Sign(ReadOnlySpan<byte> content)
    {
        var token = new byte[_contentSize + HMACSHA256.HashSizeInBytes];
        content.CopyTo(token);
        HMACSHA256.HashData(_key, token.AsSpan(0, _contentSize), token.AsSpan(_contentSize));
        return token;
    }

    /// <summary>The bytes behind a text, signed by us or not; null when it cannot be such a token.</summary>
    public byte[]? Read(string? text)
    {
        var token = new byte[_contentSize + HMACSHA256.HashSizeInBytes];
        return text is not null && text.Length == Base64Url.GetEncodedLength(token.Length) && Base64Url.IsValid(text)
            && Base64Url.TryDecodeFromChars(text, token, out var written) && written == token.Length
            ? token
            : null;
    }

    public bool IsOurs(byte[] token) => CryptographicOperations.FixedTimeEquals(token, Sign(token.AsSpan(0, _contentSize)));

    public static string TextOf(byte[] token) => Base64Url.EncodeToString(token);
}
