using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Greenroom.Accounts.Admin;

internal static class AdminEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/admin/claim", Claim).WithTags("Admin").WithName("ClaimServer").WithSummary("Become the first administrator, by the link that the server printed")
            .RequireAuthorization().LimitPerIp("admin-claim", o => o.LoginPerMinute, TimeSpan.FromMinutes(1)).Refuses(FirstAdministrator.LinkExpired);

        var admin = routes.MapGroup("/api/admin").WithTags("Admin").RequireAdministrator();
        admin.MapGet("/people", People).WithName("GetPeople").WithSummary("How many people there are");
        admin.MapGet("/users", Users).WithName("ListUsers").WithSummary("The accounts of this server, newest first");
    }

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> Claim(ClaimServerRequest request, CurrentUser user, FirstAdministrator first, CancellationToken ct) =>
        await first.ClaimAsync(user.Id, request.Token, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var administrator } => TypedResults.Ok(administrator),
        };

    private static async Task<Ok<PeopleView>> People(PeopleReader people, CancellationToken ct) => TypedResults.Ok(await people.CountAsync(ct));

    private static async Task<Results<Ok<Page<AccountRowView>>, ProblemHttpResult>> Users(
        CurrentUser reader, PeopleReader people, CancellationToken ct,
        [Description("A part of the name or the address, whatever its case."), StringLength(254)] string? search = null,
        [Description(PageRequest.OnCursor)] string? cursor = null, [Description(PageRequest.OnLimit)] int? limit = null) =>
        PageRequest.From(cursor, limit) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var page } => TypedResults.Ok(await people.ListAsync(search, page, reader.Id, ct)),
        };
}
