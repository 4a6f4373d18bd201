using System.ComponentModel;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Greenroom.Platform.Audit;

internal static class AuditEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/user/me/audit", Own).WithTags("Accounts").WithName("ListOwnAudit").WithSummary("What happened to one's own account, newest first")
            .RequireAuthorization();
        routes.MapGet("/api/admin/audit", All).WithTags("Admin").WithName("ListAudit").WithSummary("What happened on this server, newest first")
            .RequireAdministrator();
    }

    private static async Task<Results<Ok<Page<AuditView>>, ProblemHttpResult>> Own(
        CurrentUser user, AuditReader audit, CancellationToken ct,
        [Description(PageRequest.OnCursor)] string? cursor = null, [Description(PageRequest.OnLimit)] int? limit = null) =>
        PageRequest.From(cursor, limit) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var page } => TypedResults.Ok(await audit.OwnAsync(user.Id, page, ct)),
        };

    private static async Task<Results<Ok<Page<AuditView>>, ProblemHttpResult>> All(
        AuditReader audit, CancellationToken ct,
        [Description("Only these events, by their stable name.")] string? name = null,
        [FromQuery(Name = "user_id"), Description("Only what is about this account.")] Guid? userId = null,
        [Description(PageRequest.OnCursor)] string? cursor = null, [Description(PageRequest.OnLimit)] int? limit = null) =>
        PageRequest.From(cursor, limit) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var page } => TypedResults.Ok(await audit.AllAsync(name, userId, page, ct)),
        };
}
