using Greenroom.Platform.Errors;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Greenroom.Platform.Http;

/// <summary>What a route costs beside the general limit.</summary>
public sealed record RateLimitRule(string Name, Func<RateLimitOptions, int> Limit, TimeSpan Window, bool PerUser = false);

/// <summary>Marks a route that is not counted at all (health).</summary>
public sealed record NotRateLimited;

public static class RateLimiting
{
    /// <summary>Counts this route on its own, per IP address.</summary>
    public static TBuilder LimitPerIp<TBuilder>(this TBuilder route, string name, Func<RateLimitOptions, int> limit, TimeSpan window)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RateLimitRule(name, limit, window));

    /// <summary>Counts this route on its own, per signed-in user.</summary>
    public static TBuilder LimitPerUser<TBuilder>(this TBuilder route, string name, Func<RateLimitOptions, int> limit, TimeSpan window)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RateLimitRule(name, limit, window, PerUser: true));

    public static IApplicationBuilder UseRateLimits(this IApplicationBuilder app) => app.UseMiddleware<RateLimitMiddleware>();
}

/// <summary>The general limit of each caller and the own limit of each marked route. Static files have no endpoint here and are exempt.</summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, RateLimits limits, IOptions<RateLimitOptions> options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint is null || !options.Value.Enabled || endpoint.Metadata.GetMetadata<NotRateLimited>() is not null || !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        var refusal = await RefusalAsync(context, endpoint.Metadata.GetOrderedMetadata<RateLimitRule>());
        if (refusal is null)
        {
            await next(context);
            return;
        }

        await Problems.WriteAsync(context, refusal);
    }

    private async Task<Failure?> RefusalAsync(HttpContext context, IReadOnlyList<RateLimitRule> rules)
    {
        var ct = context.RequestAborted;
        var ip = RequestOrigin.LimitSubjectOf(context.Connection.RemoteIpAddress);
        var user = context.User.UserId();
        var minute = TimeSpan.FromMinutes(1);

        var refusal = user is { } id
            ? await limits.TakeAsync($"user:{id:N}", options.Value.UserPerMinute, minute, ct)
            : await limits.TakeAsync($"ip:{ip}", options.Value.AnonymousPerMinute, minute, ct);
        foreach (var rule in rules)
        {
            var subject = rule.PerUser && user is not null ? $"{user:N}" : ip;
            refusal ??= await limits.TakeAsync($"{rule.Name}:{subject}", rule.Limit(options.Value), rule.Window, ct);
        }

        return refusal;
    }
}
