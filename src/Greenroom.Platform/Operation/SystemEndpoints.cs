using Greenroom.Platform.Data;
using Greenroom.Platform.Email;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Greenroom.Platform.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Operation;

internal static class SystemEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/admin/system", Get).WithTags("Admin").WithName("GetSystem").WithSummary("How this server is doing").RequireAdministrator();

    private static async Task<Ok<SystemView>> Get(SystemReader system, CancellationToken ct) => TypedResults.Ok(await system.ReadAsync(ct));
}

internal sealed class SystemReader(
    PlatformDb db, JobReader jobs, IOptions<DatabaseOptions> database, IOptions<BackupOptions> backups, IOptions<MailOptions> mail)
{
    public async Task<SystemView> ReadAsync(CancellationToken ct)
    {
        var last = await db.Backups.AsNoTracking().OrderByDescending(b => b.StartedAt)
            .Select(b => new BackupView(b.StartedAt, b.FileName, b.SizeBytes, b.Ok, b.Error)).FirstOrDefaultAsync(ct);
        return new SystemView(
            ProgramVersion.Text,
            database.Value.Engine == DatabaseEngine.Sqlite ? "sqlite" : "postgres",
            await jobs.CountAsync(JobState.Due, ct),
            await jobs.CountAsync(JobState.Running, ct),
            await jobs.CountAsync(JobState.Failed, ct),
            await db.Outbox.CountAsync(ct),
            mail.Value.IsSmtp,
            backups.Value.Enabled && database.Value.Engine == DatabaseEngine.Sqlite,
            last);
    }
}
