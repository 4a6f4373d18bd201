using System.ComponentModel;
using Greenroom.Growth.Connections;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Greenroom.Growth.Insights;

internal static class StatsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/growth/stats", Read).WithTags("Growth").RequireAuthorization()
            .WithName("ReadStats").WithSummary("Figures of a period, and what they are worth").Refuses(GrowthFailures.NoAccount, GrowthFailures.PeriodInvalid);

    private static async Task<Results<Ok<StatsView>, ProblemHttpResult>> Read(
        CurrentUser user,
        StatsReader stats,
        [Description("7, 14, 30 or 90 days; 30 when absent.")] string? period = null,
        [FromQuery(Name = "account_id"), Description(ConnectionEndpoints.OnAccountId)] Guid? accountId = null,
        CancellationToken ct = default) =>
        await stats.ReadAsync(user.Id, accountId, period, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var view } => TypedResults.Ok(view),
        };
}
