using System.ComponentModel;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Greenroom.Accounts.Sessions;

internal static class SessionListEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/sessions").WithTags("Sessions").RequireAuthorization();

        group.MapGet("", List).WithName("ListSessions").WithSummary("Where one is signed in, newest log-in first");
        group.MapDelete("/{id:guid}", End).WithName("EndSession").WithSummary("End one session and every token of it, at once and on every server")
            .Refuses(SessionFailures.NotFound);
        group.MapDelete("", EndOthers).WithName("EndOtherSessions").WithSummary("End all sessions but the one that asks");
    }

    private static async Task<Results<Ok<Page<ActiveSessionView>>, ProblemHttpResult>> List(
        CurrentUser user, SessionList sessions, CancellationToken ct,
        [Description(PageRequest.OnCursor)] string? cursor = null, [Description(PageRequest.OnLimit)] int? limit = null) =>
        PageRequest.From(cursor, limit) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var page } => TypedResults.Ok(await sessions.ReadAsync(user.Id, user.SessionId, page, ct)),
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> End(Guid id, CurrentUser user, SessionList sessions, CancellationToken ct) =>
        (await sessions.EndAsync(user.Id, id, ct)).Failure is { } failure ? failure.ToProblem() : TypedResults.NoContent();

    private static async Task<NoContent> EndOthers(CurrentUser user, SessionList sessions, CancellationToken ct)
    {
        await sessions.EndOthersAsync(user.Id, user.SessionId, ct);
        return TypedResults.NoContent();
    }
}
