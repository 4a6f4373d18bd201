using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Greenroom.Growth.Platforms.Sandbox;

/// <summary>What stands in place of an access token: all that is needed to draw the account again.</summary>
internal sealed record SandboxToken(SandboxPersona Persona, ulong Seed, DateTime StartedAt)
{
    private const char Separator = '|';

    /// <summary>The same person finds the same account whenever they come back: it began forty weeks before they signed up, which their id tells (UUID version 7, RFC 9562).</summary>
    public static SandboxToken For(Guid userId, SandboxPersona persona)
    {
        Span<byte> id = stackalloc byte[16];
        userId.TryWriteBytes(id, bigEndian: true, out _);

        // The first 48 bits are milliseconds since 1970.
        var signedUp = DateTimeOffset.FromUnixTimeMilliseconds((long)(BinaryPrimitives.ReadUInt64BigEndian(id) >> 16)).UtcDateTime;
        var seed = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData([.. id, .. Encoding.UTF8.GetBytes(persona.Name)]));
        return new SandboxToken(persona, seed, SandboxAccount.StartOf(signedUp));
    }

    public override string ToString() =>
        string.Join(Separator, "sandbox", Persona.Name, Seed.ToString(CultureInfo.InvariantCulture), StartedAt.Ticks.ToString(CultureInfo.InvariantCulture));

    /// <exception cref="PlatformException">Not a token of the sandbox.</exception>
    public static SandboxToken Parse(string text)
    {
        var parts = text.Split(Separator);
        return parts is ["sandbox", var name, var seed, var start]
            && SandboxPersona.TryParse(name, out var persona)
            && ulong.TryParse(seed, CultureInfo.InvariantCulture, out var number)
            && long.TryParse(start, CultureInfo.InvariantCulture, out var ticks)
            ? new SandboxToken(persona, number, new DateTime(ticks, DateTimeKind.Utc))
            : throw new PlatformException(PlatformTrouble.NeedsReconnect, "The sample account's token is not readable. Connect it again.");
    }
}
