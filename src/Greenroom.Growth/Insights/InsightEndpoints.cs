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

internal static class InsightEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/growth/insights", Read).WithTags("Growth").RequireAuthorization()
            .WithName("ReadInsights").WithSummary("What the posts teach, how sure it is, and what to post next").Refuses(GrowthFailures.NoAccount);

    private static async Task<Results<Ok<InsightsView>, ProblemHttpResult>> Read(
        CurrentUser user, InsightsReader insights, [FromQuery(Name = "account_id"), Description(ConnectionEndpoints.OnAccountId)] Guid? accountId = null,
        CancellationToken ct = default) =>
        await insights.ReadAsync(user.Id, accountId, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var view } => TypedResults.Ok(view),
        };
}
