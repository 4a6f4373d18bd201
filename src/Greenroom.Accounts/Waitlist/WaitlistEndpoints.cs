using System.ComponentModel;
using System.Security.Claims;
using System.Text;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Greenroom.Accounts.Waitlist;

internal static class WaitlistEndpoints
{
    private const string ByPassword = "For an administrator, or with the operator's password in the header `X-Admin-Password`. A password in the address is refused.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/waitlist/signup", Join).WithTags("Waitlist").WithName("JoinWaitlist").WithSummary("Leave an address on the waitlist")
            .WithDescription("Answers the same whether the address is new or known.")
            .LimitPerIp("waitlist", o => o.ForgotPerHour, TimeSpan.FromHours(1));

        var admin = routes.MapGroup("/api/admin").WithTags("Admin").RequireAdministratorOrPassword()
            .LimitPerIp("admin-password", o => o.LoginPerMinute, TimeSpan.FromMinutes(1));
        admin.MapGet("/waitlist", List).WithName("ListWaitlist").WithSummary("Who waits, newest first").WithDescription(ByPassword).Refuses(AdminAccess.PasswordInQuery);
        admin.MapGet("/waitlist.csv", Csv).WithName("ExportWaitlist").WithSummary("The whole waitlist as a table").WithDescription(ByPassword).Refuses(AdminAccess.PasswordInQuery)
            .Produces<string>(StatusCodes.Status200OK, "text/csv");
    }

    private static async Task<Results<Ok<JoinedWaitlistView>, ProblemHttpResult>> Join(JoinWaitlistRequest request, WaitlistService waitlist, CancellationToken ct) =>
        (await waitlist.JoinAsync(request, ct)).Failure is { } failure ? failure.ToProblem() : TypedResults.Ok(new JoinedWaitlistView("Signed up successfully"));

    private static async Task<Results<Ok<WaitlistPageView>, ProblemHttpResult>> List(
        ClaimsPrincipal reader, WaitlistService waitlist, CancellationToken ct,
        [Description("Which page, from 1.")] int page = 1, [Description("Entries on a page, 1 to 200.")] int limit = WaitlistService.DefaultLimit) =>
        await waitlist.ReadAsync(page, limit, reader.UserId(), ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var view } => TypedResults.Ok(view),
        };

    private static async Task<FileContentHttpResult> Csv(ClaimsPrincipal reader, WaitlistService waitlist, CancellationToken ct) =>
        TypedResults.File(Encoding.UTF8.GetBytes(await waitlist.CsvAsync(reader.UserId(), ct)), "text/csv; charset=utf-8", "waitlist.csv");
}
