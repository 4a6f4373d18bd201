using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Secrets;

/// <summary>Short secrets that a row keeps, sealed under the master key. It asks no database, so it may be used within a transaction, where Data Protection may not.</summary>
public sealed class SealedText(IOptions<MasterKeyOptions> options)
{
    /// <param name="purpose">Names the column and the row's owner, so that what was sealed for one person is not opened for another.</param>
    /// <param name="plain">What the database must not show.</param>
    public string Seal(string purpose, ReadOnlySpan<byte> plain) => Convert.ToBase64String(MasterKey.Seal(options.Value.Secret, purpose, plain));

    /// <exception cref="CryptographicException">Another master key, another purpose, or a changed row.</exception>
    public byte[] Open(string purpose, string sealedText) => MasterKey.Open(options.Value.Secret, purpose, Convert.FromBase64String(sealedText));

    /// <summary>What is stored of a secret that is only ever compared: HMAC-SHA256 in hexadecimal, which cannot be guessed at without the master key.</summary>
    public string Fingerprint(string purpose, string plain) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(MasterKey.Derive(options.Value.Secret, purpose), Encoding.UTF8.GetBytes(plain)));
}
