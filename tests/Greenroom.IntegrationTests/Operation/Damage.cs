namespace Greenroom.IntegrationTests.Operation;

/// <summary>What disks, copies that broke off and wrong hands do to a file.</summary>
internal static class Damage
{
    /// <summary>Every page but the first few reads as noise: the file opens, and its check fails.</summary>
    public static async Task PageAsync(string file, CancellationToken ct)
    {
        var bytes = await File.ReadAllBytesAsync(file, ct);
        for (var at = 8 * 4096; at < bytes.Length; at += 7)
        {
            bytes[at] ^= 0x5a;
        }

        await File.WriteAllBytesAsync(file, bytes, ct);
    }

    public static async Task CutAsync(string from, string to, CancellationToken ct)
    {
        var bytes = await File.ReadAllBytesAsync(from, ct);
        await File.WriteAllBytesAsync(to, bytes[..(bytes.Length * 2 / 3)], ct);
    }
}
