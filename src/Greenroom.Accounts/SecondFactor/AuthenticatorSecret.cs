using System.Security.Cryptography;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Secrets;
using OtpNet;

namespace Greenroom.Accounts.SecondFactor;

/// <summary>What an authenticator app and this server share: time-based codes of six digits (RFC 6238, SHA-1, 30 seconds), because that is what every app can do.</summary>
internal sealed class AuthenticatorSecret(SealedText texts)
{
    public const int LongestSealed = 200;

    // RFC 4226 asks for 128 bits and recommends 160, the length of what SHA-1 makes.
    private const int Bytes = 20;
    private const string Issuer = "Greenroom";

    // A phone's clock may be off by half a minute either way.
    private static readonly VerificationWindow OneStepEitherWay = new(previous: 1, future: 1);

    public static byte[] Make() => KeyGeneration.GenerateRandomKey(Bytes);

    /// <summary>Sealed for this user: copied into another's row it opens nothing.</summary>
    public string Seal(Guid userId, byte[] secret) => texts.Seal(Purpose(userId), secret);

    /// <summary>The 30-second step that the code belongs to, or null when it belongs to none around now.</summary>
    public long? StepOf(Guid userId, string sealedSecret, string code, DateTime now) =>
        Open(userId, sealedSecret) is { } secret ? StepOf(secret, code, now) : null;

    /// <summary>False with another master key than the one that it was sealed with: then no code is right, and neither is a recovery code, which hangs on the same key.</summary>
    public bool CanRead(Guid userId, string sealedSecret) => Open(userId, sealedSecret) is not null;

    internal static long? StepOf(byte[] secret, string code, DateTime now) =>
        new Totp(secret).VerifyTotp(now, code, out var step, OneStepEitherWay) ? step : null;

    public static SecondFactorSetupView Show(byte[] secret, User user)
    {
        var text = Base32Encoding.ToString(secret).TrimEnd('=');
        var label = Uri.EscapeDataString($"{Issuer}:{user.Email ?? user.UserName}");
        return new SecondFactorSetupView(text, $"otpauth://totp/{label}?secret={text}&issuer={Issuer}&algorithm=SHA1&digits=6&period=30");
    }

    private byte[]? Open(Guid userId, string sealedSecret)
    {
        try
        {
            return texts.Open(Purpose(userId), sealedSecret);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }

    internal static string Purpose(Guid userId) => $"greenroom.second-factor.v1:{userId:N}";
}
