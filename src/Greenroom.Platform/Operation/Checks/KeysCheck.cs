using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Greenroom.Platform.Identity;
using Greenroom.Platform.Secrets;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Operation.Checks;

/// <summary>Whether what is sealed in the database opens with the key beside it: after a move to another machine it may not.</summary>
internal sealed class KeysCheck(
    QuietDatabase database, IEnumerable<SealedColumn> columns, SealedText texts, IOptions<TokenOptions> tokens, IOptions<MasterKeyOptions> master) : IDoctorCheck
{
    private const string Migration = "20261128000000_data_protection_keys";

    public string Name => "keys";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct)
    {
        if (tokens.Value.Secret.Length == 0 || master.Value.Secret.Length == 0)
        {
            return [Finding.Problem("JWT_SECRET or GREENROOM_MASTER_KEY is missing: set both (docs/configuration.md)")];
        }

        var stored = (await ReadAsync(Migration, "SELECT xml FROM data_protection_keys", ct)).Select(row => (string?)row[0]).OfType<string>().Select(XElement.Parse).ToList();
        var opened = stored.Where(Opens).ToList();
        List<Finding> found = [];
        if (opened.Count < stored.Count)
        {
            found.Add(Closed(stored.Count - opened.Count, stored.Count, "stored keys", "connected accounts will have to reconnect, unless the key from before is put back"));
        }

        var keys = opened.Select(key => (Guid?)key.Attribute("id")).OfType<Guid>().ToHashSet();
        foreach (var column in columns)
        {
            var rows = await ReadAsync(column.Migration, column.Sql, ct);
            var closed = rows.Count(row => !Opens(column, row, keys));
            if (closed > 0)
            {
                found.Add(Closed(closed, rows.Count, column.What, column.Consequence));
            }
        }

        return found.Count > 0 ? found : [Finding.Ok("JWT_SECRET and GREENROOM_MASTER_KEY are set and open what is stored")];
    }

    private static Finding Closed(int closed, int all, string what, string consequence) =>
        Finding.Warning(string.Create(CultureInfo.InvariantCulture, $"{closed} of {all} {what} do not open with GREENROOM_MASTER_KEY: {consequence}"));

    private async Task<IReadOnlyList<object?[]>> ReadAsync(string migration, string sql, CancellationToken ct) =>
        await database.HasAsync(migration, ct) ? await database.ReadAsync(sql, ct) : [];

    private bool Opens(XElement key) =>

        // Without one it is a note that a key is revoked, which holds no secret.
        key.Descendants("masterKeySealed").FirstOrDefault()?.Element("value") is not { } sealedKey
        || Succeeds(() => MasterKey.Open(master.Value.Secret, MasterKey.DataProtection, Convert.FromBase64String(sealedKey.Value)));

    private bool Opens(SealedColumn column, object?[] row, HashSet<Guid> keys)
    {
        var text = (string)row[^1]!;
        return column.PurposeOf is { } purposeOf ? Succeeds(() => texts.Open(purposeOf(row), text)) : KeyOf(text) is { } key && keys.Contains(key);
    }

    /// <summary>What Data Protection seals begins with four bytes that are always the same, and the id of the key. Asking it to open would make it store a new key, and the doctor only looks.</summary>
    private static Guid? KeyOf(string text)
    {
        const int Mark = 4;
        const int Letters = 28;
        return text.Length > Letters && Base64Url.IsValid(text.AsSpan(0, Letters)) ? new Guid(Base64Url.DecodeFromChars(text.AsSpan(0, Letters)).AsSpan(Mark, 16)) : null;
    }

    private static bool Succeeds(Action open)
    {
        try
        {
            open();
            return true;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return false;
        }
    }
}
