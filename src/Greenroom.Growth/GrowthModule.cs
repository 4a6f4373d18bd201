using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.Growth;

/// <summary>Analytics for a creator's own accounts. So far pure functions that need no services: the statistics, the message of a period and the sandbox account.</summary>
public static class GrowthModule
{
    public static IServiceCollection AddGrowth(this IServiceCollection services) => services;

    public static void MapGrowth(this IEndpointRouteBuilder routes) => ArgumentNullException.ThrowIfNull(routes);
}
