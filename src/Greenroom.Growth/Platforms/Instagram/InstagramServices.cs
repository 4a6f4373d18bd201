using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.Growth.Platforms.Instagram;

internal static class InstagramServices
{
    /// <summary>Both ways to log in; which of them is offered is a matter of <see cref="InstagramOptions.Flavour"/>.</summary>
    public static void AddInstagram(this IServiceCollection services)
    {
        // The client's own log lines hold addresses, and the addresses tokens.
        services.AddHttpClient(GraphClient.Name, client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.MaxResponseContentBufferSize = GraphClient.LargestAnswer;
            })
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                MaxResponseHeadersLength = 64,
                ActivityHeadersPropagator = null,
            });
        services.AddSingleton<UsageGate>();
        services.AddSingleton<GraphClient>();
        services.AddSingleton<Refusals>();
        services.AddSingleton<MediaInsights>();
        services.AddSingleton<MediaReader>();
        services.AddSingleton<ISocialPlatform, InstagramPlatform>();
        services.AddSingleton<ISocialPlatform, FacebookPlatform>();
    }
}
