using Greenroom.Platform.Data;
using Greenroom.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Operation;

/// <summary>The daily backup. On PostgreSQL there is nothing to do: pg_dump and the services that host it do it better (docs/runbook.md).</summary>
internal sealed class BackupJob(Backups backups, IOptions<BackupOptions> options, IOptions<DatabaseOptions> database) : IJobHandler
{
    public const string Name = "platform.backup";

    public string Kind => Name;

    /// <exception cref="BackupFailedException">It failed, and there is another try in this night.</exception>
    public async Task HandleAsync(string? payload, CancellationToken ct)
    {
        if (options.Value.Enabled && database.Value.Engine == DatabaseEngine.Sqlite)
        {
            await backups.MakeAsync(ct);
        }
    }
}
