using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Greenroom.Platform.Identity;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Recovery;

/// <summary>What stands in a mailed link: the id of its row and an HMAC-SHA256 over it (256 bits), under a key derived from the server's secret.</summary>
internal sealed class LinkTokens(IOptions<TokenOptions> options)
{
    private const int IdSize = 16;
    private const int Size = IdSize + HMACSHA256.HashSizeInBytes;

    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(options.Value.Secret), HMACSHA256.HashSizeInBytes, info: "greenroom mail link v1"u8.ToArray());

    public string Make(Guid linkId) => Base64Url.EncodeToString(Bytes(linkId));

    /// <summary>The row that the link names, or null when it is not one that this server made.</summary>
    public Guid? Read(string token)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (token.Length != Base64Url.GetEncodedLength(Size) || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var written) || written != Size)
        {
            return null;
        }

        var id = new Guid(bytes[..IdSize], bigEndian: true);
        return CryptographicOperations.FixedTimeEquals(bytes, Bytes(id)) ? id : null;
    }

    private byte[] Bytes(Guid id)
    {
        var bytes = new byte[Size];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        HMACSHA256.HashData(_key, bytes.AsSpan(0, IdSize), bytes.AsSpan(IdSize));
        return bytes;
    }
}
