using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Greenroom.IntegrationTests.Harness;

/// <summary>What a test lets the authenticator do wrong.</summary>
public sealed record Mischief
{
    public string Origin { get; init; } = GreenroomApp.PublicUrl;

    public string? RpId { get; init; }

    /// <summary>Instead of the challenge that was given.</summary>
    public byte[]? Challenge { get; init; }

    /// <summary>Without finger or PIN.</summary>
    public bool Unverified { get; init; }

    public bool CrossOrigin { get; init; }

    public bool WrongSignature { get; init; }

    /// <summary>Says that it belongs to somebody else.</summary>
    public Guid? UserHandle { get; init; }
}

/// <summary>An authenticator and the browser around it, in software: one ES256 key, no attestation (WebAuthn level 3).</summary>
public sealed class SoftAuthenticator : IDisposable
{
    private const byte UserPresent = 0x01, UserVerified = 0x04, AttestedData = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private byte[] _userHandle = [];
    private uint _uses;

    /// <summary>False as with passkeys that are kept on several devices: then only the ceremony stops a second use.</summary>
    public bool Counts { get; set; } = true;

    public string Id => Base64Url.EncodeToString(_id);

    /// <summary>The answer to <c>navigator.credentials.create()</c> as JSON text.</summary>
    public string Create(string optionsJson, Mischief? mischief = null)
    {
        var wrong = mischief ?? new Mischief();
        var options = JsonNode.Parse(optionsJson)!;
        _userHandle = Base64Url.DecodeFromChars(options["user"]!["id"]!.GetValue<string>());
        var data = AuthenticatorData(wrong.RpId ?? options["rp"]!["id"]!.GetValue<string>(), wrong, [.. new byte[16], 0, (byte)_id.Length, .. _id, .. PublicKey()]);
        byte[] attestation = [.. Cbor.Map(3), .. Cbor.Text("fmt"), .. Cbor.Text("none"), .. Cbor.Text("attStmt"), .. Cbor.Map(0), .. Cbor.Text("authData"), .. Cbor.Bytes(data)];
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(ClientData("webauthn.create", options, wrong)),
            ["attestationObject"] = Base64Url.EncodeToString(attestation),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>The answer to <c>navigator.credentials.get()</c> as JSON text.</summary>
    public string Get(string optionsJson, Mischief? mischief = null)
    {
        var wrong = mischief ?? new Mischief();
        var options = JsonNode.Parse(optionsJson)!;
        _uses += Counts ? 1u : 0u;
        var data = AuthenticatorData(wrong.RpId ?? options["rpId"]!.GetValue<string>(), wrong, attested: null);
        var client = ClientData("webauthn.get", options, wrong);
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        if (wrong.WrongSignature)
        {
            signed[0] ^= 1;
        }

        var handle = wrong.UserHandle is { } other ? Encoding.UTF8.GetBytes(other.ToString()) : _userHandle;
        return Credential(new JsonObject
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(client),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(_key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = Base64Url.EncodeToString(handle),
        });
    }

    /// <summary>As if a copy of it had not seen the last uses.</summary>
    public void ForgetUses() => _uses = 0;

    public void Dispose() => _key.Dispose();

    private string Credential(JsonObject response) => new JsonObject
    {
        ["id"] = Id,
        ["rawId"] = Id,
        ["type"] = "public-key",
        ["authenticatorAttachment"] = "platform",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    }.ToJsonString();

    private static byte[] ClientData(string type, JsonNode options, Mischief wrong) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type,
        challenge = wrong.Challenge is { } other ? Base64Url.EncodeToString(other) : options["challenge"]!.GetValue<string>(),
        origin = wrong.Origin,
        crossOrigin = wrong.CrossOrigin,
    });

    private byte[] AuthenticatorData(string rpId, Mischief wrong, byte[]? attested)
    {
        var flags = UserPresent | (wrong.Unverified ? 0 : UserVerified) | (attested is null ? 0 : AttestedData);
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, _uses);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(rpId)), (byte)flags, .. counter, .. attested ?? []];
    }

    // COSE: kty 2 (EC2), alg -7 (ES256), crv 1 (P-256), x, y.
    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return [.. Cbor.Map(5), 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, .. Cbor.Bytes(point.X!), 0x22, .. Cbor.Bytes(point.Y!)];
    }

    /// <summary>The little of RFC 8949 that is needed here.</summary>
    private static class Cbor
    {
        public static byte[] Map(int count) => Head(5, count);

        public static byte[] Text(string text) => [.. Head(3, text.Length), .. Encoding.ASCII.GetBytes(text)];

        public static byte[] Bytes(byte[] bytes) => [.. Head(2, bytes.Length), .. bytes];

        private static byte[] Head(int type, int length) => length switch
        {
            < 24 => [(byte)((type << 5) | length)],
            < 256 => [(byte)((type << 5) | 24), (byte)length],
            _ => [(byte)((type << 5) | 25), (byte)(length >> 8), (byte)length],
        };
    }
}
