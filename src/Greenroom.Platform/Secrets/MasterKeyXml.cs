using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Secrets;

/// <summary>
/// Wraps the keys of Data Protection with the master key before they are stored: whoever has only the database has nothing. AES-256-GCM (NIST SP
/// 800-38D) under a key derived by HKDF-SHA256 (RFC 5869); nonce, tag and ciphertext are stored together in base64.
/// </summary>
internal sealed class MasterKeyXmlEncryptor(IOptions<MasterKeyOptions> options) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var sealedBytes = MasterKey.Seal(options.Value.Secret, MasterKey.DataProtection, Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)));
        return new EncryptedXmlInfo(new XElement("masterKeySealed", new XElement("value", Convert.ToBase64String(sealedBytes))), typeof(MasterKeyXmlDecryptor));
    }
}

/// <summary>Made by Data Protection itself, from the type's name beside the stored key.</summary>
internal sealed class MasterKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    /// <exception cref="CryptographicException">Another master key, or a changed row.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        var secret = services.GetRequiredService<IOptions<MasterKeyOptions>>().Value.Secret;
        var opened = MasterKey.Open(secret, MasterKey.DataProtection, Convert.FromBase64String(encryptedElement.Element("value")!.Value));
        return XElement.Parse(Encoding.UTF8.GetString(opened));
    }
}

internal static class MasterKey
{
    public const string DataProtection = "greenroom.data-protection.v1";
    public const string Outbox = "greenroom.outbox.v1";

    private const int KeySize = 32;
    private static readonly int NonceSize = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagSize = AesGcm.TagByteSizes.MaxSize;

    /// <param name="purpose">What is sealed for one is not opened for another.</param>
    public static byte[] Seal(string secret, string purpose, ReadOnlySpan<byte> plain)
    {
        using var aes = new AesGcm(Derive(secret, purpose), TagSize);
        var all = new byte[NonceSize + TagSize + plain.Length];
        var nonce = all.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        aes.Encrypt(nonce, plain, all.AsSpan(NonceSize + TagSize), all.AsSpan(NonceSize, TagSize));
        return all;
    }

    /// <exception cref="CryptographicException">Another secret, or changed bytes.</exception>
    public static byte[] Open(string secret, string purpose, ReadOnlySpan<byte> all)
    {
        if (all.Length < NonceSize + TagSize)
        {
            throw new CryptographicException("What was sealed is longer than this.");
        }

        using var aes = new AesGcm(Derive(secret, purpose), TagSize);
        var plain = new byte[all.Length - NonceSize - TagSize];
        aes.Decrypt(all[..NonceSize], all[(NonceSize + TagSize)..], all.Slice(NonceSize, TagSize), plain);
        return plain;
    }

    public static byte[] Derive(string secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), KeySize, info: Encoding.UTF8.GetBytes(purpose));
}
