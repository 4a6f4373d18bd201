using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Data;

/// <summary>The only one that moves the WAL into the database file, always behind the write gate.</summary>
public sealed partial class SqliteCheckpointer(
    IOptions<DatabaseOptions> options, SqliteWriteGate gate, TimeProvider clock, ILogger<SqliteCheckpointer> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // 1 MB is where SQLite itself would checkpoint (1,000 pages of 4 KB, less a little).
    private const long WorthIt = 1 << 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var wal = new FileInfo(options.Value.SqliteFile + "-wal");
                if (wal.Exists && wal.Length > WorthIt)
                {
                    await TryCheckpointAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: the last checkpoint follows in StopAsync.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryCheckpointAsync(CancellationToken.None);
    }

    public async Task CheckpointAsync(CancellationToken ct)
    {
        await gate.EnterAsync(ct);
        try
        {
            await using var connection = new SqliteConnection(options.Value.ConnectionString);
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout=1000; PRAGMA wal_autocheckpoint=0; PRAGMA wal_checkpoint(TRUNCATE);";
            await command.ExecuteNonQueryAsync(ct);
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task TryCheckpointAsync(CancellationToken ct)
    {
        try
        {
            await CheckpointAsync(ct);
        }
        catch (Exception exception) when (exception is SqliteException or WriteGateTimeoutException)
        {
            // A long reader or a full disk: the WAL grows a little more and the next round tries again.
            CheckpointPostponed(exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The WAL checkpoint was postponed: {Reason}")]
    private partial void CheckpointPostponed(string reason);
}
