using Greenroom.Platform.Start;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Greenroom.Accounts.Admin;

/// <summary>While nobody administers this server, whoever reads what it prints may.</summary>
internal sealed partial class FirstAdministratorNotice(IServiceScopeFactory scopes, ILogger<FirstAdministratorNotice> log) : IAfterStart
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().LinkAsync(ct) is { } link)
        {
            NobodyYet(link);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody administers this server yet. Whoever logs in and opens {Link} within 30 minutes does")]
    private partial void NobodyYet(string link);
}
