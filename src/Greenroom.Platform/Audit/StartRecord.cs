using Greenroom.Platform.Data;
using Greenroom.Platform.Email;
using Greenroom.Platform.Http;
using Greenroom.Platform.Start;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Audit;

/// <summary>Writes down that this server started, and how it is set up: names of what is on, no value of anything.</summary>
internal sealed class StartRecord(IServiceScopeFactory scopes, IHostEnvironment environment, IOptions<DatabaseOptions> database, IOptions<MailOptions> mail, IOptions<SiteOptions> site) : IAfterStart
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var detail = $"version {ProgramVersion.Text}, {environment.EnvironmentName}, {database.Value.Engine}, at {site.Value.PublicUrl}, mail {(mail.Value.IsSmtp ? "by SMTP" : "to files")}";
        await scope.ServiceProvider.GetRequiredService<AuditLog>().RecordAsync(new AuditEntry(AuditNames.Started, Detail: detail), ct);
    }
}
