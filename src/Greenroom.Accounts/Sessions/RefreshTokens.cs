using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
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
    private const int IdSize = 16;
    private const int Size = IdSize + sizeof(int);

    private readonly SignedToken _tokens = new(options.Value.Secret, "greenroom refresh token v1", Size);

    public string Make(Guid familyId, int generation) => SignedToken.TextOf(Bytes(familyId, generation));

    public string HashOf(Guid familyId, int generation) => Hash(Bytes(familyId, generation));

    public bool TryRead(string? text, [NotNullWhen(true)] out PresentedToken? token)
    {
        token = _tokens.Read(text) is { } bytes
            ? new PresentedToken(new Guid(bytes.AsSpan(0, IdSize), bigEndian: true), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(IdSize)), Hash(bytes), _tokens.IsOurs(bytes))
            : null;
        return token is not null;
    }

    private byte[] Bytes(Guid familyId, int generation)
    {
        Span<byte> content = stackalloc byte[Size];
        familyId.TryWriteBytes(content, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(content[IdSize..], generation);
        return _tokens.Sign(content);
    }

    private static string Hash(ReadOnlySpan<byte> token) => Convert.ToHexStringLower(SHA256.HashData(token));
}
