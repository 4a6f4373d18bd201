using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Greenroom.Platform.Identity;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Sessions;

/// <summary>A refresh token as somebody sent it.</summary>
/// <param name="Signed">We made it, with the secret of today.</param>
internal sealed record PresentedToken(Guid FamilyId, int Generation, string Hash, bool Signed);

/// <summary>
/// Makes refresh tokens: family, generation, HMAC over both. The successor of a token can therefore be told again when
/// the first answer was lost, though only hashes are stored.
/// </summary>
internal sealed class RefreshTokens(IOptions<TokenOptions> options)
{
    private const int HeaderSize = 16 + sizeof(int);
    private const int Size = HeaderSize + HMACSHA256.HashSizeInBytes;

    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(options.Value.Secret), HMACSHA256.HashSizeInBytes, info: "greenroom refresh token v1"u8.ToArray());

    public string Make(Guid familyId, int generation) => Base64Url.EncodeToString(Bytes(familyId, generation));

    public string HashOf(Guid familyId, int generation) => Hash(Bytes(familyId, generation));

    public bool TryRead(string? text, [NotNullWhen(true)] out PresentedToken? token)
    {
        token = null;
        Span<byte> bytes = stackalloc byte[Size];
        if (text is null || text.Length != Base64Url.GetEncodedLength(Size) || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != Size)
        {
            return false;
        }

        var familyId = new Guid(bytes[..16], bigEndian: true);
        var generation = BinaryPrimitives.ReadInt32BigEndian(bytes[16..]);
        var signed = CryptographicOperations.FixedTimeEquals(bytes, Bytes(familyId, generation));
        token = new PresentedToken(familyId, generation, Hash(bytes), signed);
        return true;
    }

    private byte[] Bytes(Guid familyId, int generation)
    {
        var bytes = new byte[Size];
        familyId.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), generation);
        HMACSHA256.HashData(_key, bytes.AsSpan(0, HeaderSize), bytes.AsSpan(HeaderSize));
        return bytes;
    }

    private static string Hash(ReadOnlySpan<byte> token) => Convert.ToHexStringLower(SHA256.HashData(token));
}
