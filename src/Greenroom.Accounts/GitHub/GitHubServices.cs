using Greenroom.Platform.Jobs;
using Greenroom.Platform.Start;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.Accounts.GitHub;

internal static class GitHubServices
{
    public static void AddGitHub(this IServiceCollection services)
    {
        services.AddSettingsSection<GitHubOptions>("GitHub");

        // Without the client's own log lines, and with the same bounds as every other call out of here.
        services.AddHttpClient(GitHubClient.Name, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.MaxResponseContentBufferSize = GitHubClient.LargestAnswer;
            })
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                MaxResponseHeadersLength = 64,
                ActivityHeadersPropagator = null,
            });
        services.AddSingleton<GitHubClient>();
        services.AddScoped<OAuthStates>();
        services.AddScoped<GitHubLinks>();
        services.AddScoped<GitHubLogin>();
        services.AddScoped<IJobHandler, OldStatesJob>();
        services.AddSingleton(new RecurringJob(OldStatesJob.Name, TimeSpan.FromHours(1)));
    }
}
