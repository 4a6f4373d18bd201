using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Greenroom.Platform.Identity;
using Greenroom.Platform.Secrets;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Operation.Checks;

/// <summary>Whether the keys in the database open with the key beside it: after a move to another machine they may not.</summary>
internal sealed class KeysCheck(QuietDatabase database, IOptions<TokenOptions> tokens, IOptions<MasterKeyOptions> master) : IDoctorCheck
{
    private const string Migration = "20261128000000_data_protection_keys";

    public string Name => "keys";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct)
    {
        if (tokens.Value.Secret.Length == 0 || master.Value.Secret.Length == 0)
        {
            return [Finding.Problem("JWT_SECRET or GREENROOM_MASTER_KEY is missing: set both (docs/configuration.md)")];
        }

        var stored = await database.HasAsync(Migration, ct) ? await database.ReadAsync("SELECT xml FROM data_protection_keys", ct) : [];
        var closed = stored.Count(row => !Opens((string?)row[0]));
        return closed == 0
            ? [Finding.Ok("JWT_SECRET and GREENROOM_MASTER_KEY are set and open what is stored")]
            : [Finding.Warning(string.Create(CultureInfo.InvariantCulture, $"{closed} of {stored.Count} stored keys do not open with GREENROOM_MASTER_KEY: connected accounts will have to reconnect, unless the key from before is put back"))];
    }

    private bool Opens(string? xml)
    {
        if (xml is null || XElement.Parse(xml).Descendants("masterKeySealed").FirstOrDefault()?.Element("value") is not { } sealedKey)
        {
            // A note that a key is revoked, which holds no secret.
            return true;
        }

        try
        {
            MasterKey.Open(master.Value.Secret, MasterKey.DataProtection, Convert.FromBase64String(sealedKey.Value));
            return true;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return false;
        }
    }
}
