using System.ComponentModel;
using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.Sessions;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Users;

internal static class UserEndpoints
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api").WithTags("Accounts");

        Creates(group.MapPost("/users", Register)).WithName("CreateUser").WithSummary("Register an account");
        Creates(group.MapPost("/auth/register", Register)).WithName("Register").WithSummary("Register an account (the same as CreateUser)");
        group.MapPost("/auth/demo", StartGuest).WithName("StartDemo").WithSummary("Start as a guest: no address, no password, seven days")
            .LimitPerIp("demo", o => o.DemoPerHour, Hour).Refuses(SessionCookies.Refusals);
        Creates(group.MapPost("/auth/claim", Claim)).WithName("ClaimAccount").WithSummary("Turn the guest into an account and keep everything")
            .RequireAuthorization().Refuses(AccountFailures.NotGuest);

        group.MapGet("/user/me", GetMe).WithName("GetMe").WithSummary("Who is signed in").RequireAuthorization().Refuses(AccountFailures.NotFound);
        group.MapPatch("/user/me", UpdateMe).WithName("UpdateMe").WithSummary("Change one's own profile")
            .RequireAuthorization().Refuses(AccountFailures.NotFound, AccountFailures.UsernameTaken);
        group.MapGet("/users/{id:guid}", Get).WithName("GetUser").WithSummary("One's own profile by id; anybody's for administrators").RequireAuthorization().Refuses(AccountFailures.NotFound);
    }

    private static RouteHandlerBuilder Creates(RouteHandlerBuilder route) => route
        .LimitPerIp("register", o => o.RegisterPerHour, Hour)
        .WithDescription("Where the server demands proven addresses (`Accounts__RequireVerifiedEmail`), the answer is 202 whether the address is known or not, and a mail says how it goes on.")
        .Refuses(SessionCookies.Refusals)
        .Refuses(AccountFailures.CommonPassword, AccountFailures.EmailTaken, AccountFailures.UsernameTaken, AccountFailures.Busy);

    private static async Task<Results<Created<SessionView>, Accepted<AcceptedView>, ProblemHttpResult>> Register(
        RegisterRequest request, HttpContext http, UserService users, MailedRegistration mailed, SessionCookies cookies, IOptions<AccountsOptions> options, CancellationToken ct,
        [FromQuery(Name = "use_cookies"), Description(SessionCookies.OnRequest)] bool useCookies = false)
    {
        if (useCookies && cookies.RefusalFor(http) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (options.Value.RequireVerifiedEmail)
        {
            return await mailed.RegisterAsync(request, ct) is { Failure: { } refused } ? refused.ToProblem() : CheckYourMail();
        }

        return await users.RegisterAsync(request, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var session } => Created(session!, http, cookies, useCookies),
        };
    }

    private static async Task<Results<Created<SessionView>, ProblemHttpResult>> StartGuest(
        HttpContext http, UserService users, SessionCookies cookies, CancellationToken ct, [FromQuery(Name = "use_cookies"), Description(SessionCookies.OnRequest)] bool useCookies = false) =>
        useCookies && cookies.RefusalFor(http) is { } refusal
            ? refusal.ToProblem()
            : await users.StartGuestAsync(ct) switch
            {
                { Failure: { } failure } => failure.ToProblem(),
                { Value: var session } => Created(session!, http, cookies, useCookies),
            };

    private static async Task<Results<Ok<SessionView>, Accepted<AcceptedView>, ProblemHttpResult>> Claim(
        ClaimRequest request, CurrentUser user, HttpContext http, UserService users, MailedRegistration mailed, SessionCookies cookies, IOptions<AccountsOptions> options, CancellationToken ct,
        [FromQuery(Name = "use_cookies"), Description(SessionCookies.OnRequest)] bool useCookies = false)
    {
        if (useCookies && cookies.RefusalFor(http) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (options.Value.RequireVerifiedEmail)
        {
            return await mailed.ClaimAsync(user.Id, request, ct) is { Failure: { } refused } ? refused.ToProblem() : CheckYourMail();
        }

        return await users.ClaimAsync(user.Id, request, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var session } => TypedResults.Ok(cookies.Deliver(http, session!, useCookies)),
        };
    }

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> GetMe(CurrentUser user, UserService users, CancellationToken ct) =>
        Found(await users.FindAsync(user.Id, user.Id, ct));

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> Get(Guid id, CurrentUser user, UserService users, CancellationToken ct) =>
        Found(await users.FindAsync(user.Id, id, ct));

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> UpdateMe(UpdateProfileRequest request, CurrentUser user, UserService users, CancellationToken ct) =>
        Found(await users.UpdateAsync(user.Id, request, ct));

    private static Created<SessionView> Created(IssuedSession session, HttpContext http, SessionCookies cookies, bool inCookie) =>
        TypedResults.Created($"/api/users/{session.User.Id}", cookies.Deliver(http, session, inCookie));

    private static Accepted<AcceptedView> CheckYourMail() => TypedResults.Accepted((string?)null, new AcceptedView("Check your mail: a link to this address says how it goes on."));

    private static Results<Ok<UserView>, ProblemHttpResult> Found(Result<UserView> result) => result switch
    {
        { Failure: { } failure } => failure.ToProblem(),
        { Value: var view } => TypedResults.Ok(view!),
    };
}
