using Greenroom.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Greenroom.Platform.Http;

/// <summary>The state of this node.</summary>
/// <param name="Status"><c>ok</c>, or <c>unavailable</c> when the database does not answer or the node is stopping.</param>
/// <param name="Database"><c>ok</c>, <c>unavailable</c>, or <c>unknown</c> where it was not asked.</param>
/// <param name="Version">The version of the program.</param>
/// <example>{"status": "ok", "database": "ok", "version": "0.1.0"}</example>
public sealed record HealthView(string Status, string Database, string Version);

internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health").WithMetadata(new NotRateLimited());
        group.MapGet("/", Get).WithName("GetHealth").WithSummary("Server and database state; 503 when one of them is not well")
            .Produces<HealthView>(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/live", Live).WithName("GetLiveness").WithSummary("The process answers");
        group.MapGet("/ready", Get).WithName("GetReadiness").WithSummary("The node takes traffic: 503 while stopping or without a database")
            .Produces<HealthView>(StatusCodes.Status503ServiceUnavailable);
    }

    private static Ok<HealthView> Live() => TypedResults.Ok(new HealthView("ok", "unknown", ProgramVersion.Text));

    private static async Task<Results<Ok<HealthView>, JsonHttpResult<HealthView>>> Get(
        PlainDatabase database, IHostApplicationLifetime lifetime, HttpResponse response, CancellationToken ct)
    {
        var answers = await AnswersAsync(database, ct);
        var ready = answers && !lifetime.ApplicationStopping.IsCancellationRequested;
        var view = new HealthView(ready ? "ok" : "unavailable", answers ? "ok" : "unavailable", ProgramVersion.Text);
        if (ready)
        {
            return TypedResults.Ok(view);
        }

        response.Headers.RetryAfter = "5";
        return TypedResults.Json(view, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<bool> AnswersAsync(PlainDatabase database, CancellationToken ct)
    {
        try
        {
            _ = await database.ReadAsync("SELECT 1", ct);
            return true;
        }
        catch (Exception exception) when (DatabaseFailures.From(exception) is not null)
        {
            return false;
        }
    }
}
