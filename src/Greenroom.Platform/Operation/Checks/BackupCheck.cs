using Greenroom.Platform.Data;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Operation.Checks;

internal sealed class BackupCheck(QuietDatabase database, BackupFolder folder, IOptions<BackupOptions> options, TimeProvider clock) : IDoctorCheck
{
    private const string Migration = "20261129000200_backups";
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(48);

    public string Name => "backup";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct)
    {
        if (!database.IsSqlite)
        {
            return [Finding.Ok("PostgreSQL is backed up by its own means; ./run backup makes a dump now")];
        }

        if (!database.Exists)
        {
            return [];
        }

        List<Finding> found = [Judge(folder.NewestAt(), clock.UtcNow(), options.Value)];
        if (await database.HasAsync(Migration, ct)
            && await database.ReadAsync("SELECT ok, file_name, error FROM backups ORDER BY started_at DESC LIMIT 1", ct) is [[0L, var file, var error]])
        {
            found.Add(Finding.Warning($"the last of the server failed: {file}: {error}"));
        }

        return found;
    }

    internal static Finding Judge(DateTime? newest, DateTime now, BackupOptions options)
    {
        const string ByHand = "./run backup makes one now";
        return newest switch
        {
            null => Finding.Warning($"there is none yet; {(options.Enabled ? $"the server makes one each day at {options.Hour:00}:00 UTC, " : "Backups__Enabled is false, ")}{ByHand}"),
            { } at when now - at > Oldest => Finding.Warning($"the last one is of {at:yyyy-MM-dd HH:mm} UTC, more than two days ago; {ByHand}"),
            { } at => Finding.Ok($"the last one is of {at:yyyy-MM-dd HH:mm} UTC"),
        };
    }
}
