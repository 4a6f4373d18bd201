using System.ComponentModel;
using Greenroom.Accounts.SecondFactor;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Greenroom.Accounts.Sessions;

internal static class SessionEndpoints
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/auth").WithTags("Accounts");

        group.MapPost("/login", LogIn).WithName("LogIn").WithSummary("Log in by e-mail or username")
            .WithDescription("Where the second factor is on, the right password without a code is answered with `auth.second_factor_required`; send the same again with `code`.")
            .LimitPerIp("login", o => o.LoginPerMinute, Minute)
            .Refuses(SessionCookies.Refusals).Refuses(SessionFailures.InvalidCredentials, SecondFactorFailures.Required, SecondFactorFailures.Invalid, SecondFactorFailures.Unreadable, AccountFailures.Busy)
            .AnswersWithHeader(StatusCodes.Status200OK, "Authorization", "`Bearer` and the access token: the `token` of the body, ready to be sent back.");
        group.MapPost("/token", Refresh).WithName("RefreshSession").WithSummary("Exchange the refresh token for a new pair")
            .WithDescription("Each refresh token is good for one exchange. A repeat within ten seconds gets the identical pair; a later one ends the session.")
            .LimitPerIp("token", o => o.TokenPerMinute, Minute)
            .Refuses(SessionCookies.Refusals).Refuses(SessionFailures.InvalidRefreshToken);
        group.MapPost("/logout", LogOut).WithName("LogOut").WithSummary("End the session and every token of it")
            .Refuses(SessionFailures.CrossSite);
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> LogIn(
        LoginRequest request, HttpContext http, LoginService logins, SessionCookies cookies, CancellationToken ct, [FromQuery(Name = "use_cookies"), Description(SessionCookies.OnRequest)] bool useCookies = false)
    {
        if (useCookies && cookies.RefusalFor(http) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var result = await logins.LogInAsync(request, ct);
        if (result.Failure is { } failure)
        {
            return failure.ToProblem();
        }

        http.Response.Headers.Authorization = $"Bearer {result.Value!.AccessToken}";
        return TypedResults.Ok(cookies.Deliver(http, result.Value, useCookies));
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Refresh(
        HttpContext http, SessionService sessions, SessionCookies cookies, CancellationToken ct,
        [FromBody] RefreshRequest? request = null, [FromQuery(Name = "use_cookies"), Description(SessionCookies.OnRequest)] bool useCookies = false)
    {
        // What came in a cookie goes back into the cookie, asked or not: a script must never see it.
        var fromCookie = request?.RefreshToken is null && cookies.Read(http) is not null;
        if ((useCookies || fromCookie) && cookies.RefusalFor(http) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var result = await sessions.RefreshAsync(request?.RefreshToken ?? cookies.Read(http), ct);
        if (result.Failure is { } failure)
        {
            if (fromCookie)
            {
                cookies.Clear(http);
            }

            return failure.ToProblem();
        }

        return TypedResults.Ok(cookies.Deliver(http, result.Value!, useCookies || fromCookie));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> LogOut(
        HttpContext http, SessionService sessions, SessionCookies cookies, CancellationToken ct, [FromBody] RefreshRequest? request = null)
    {
        var proven = http.User.FindFirst("sid")?.Value;
        var refusal = cookies.Read(http) is null ? null : cookies.RefusalFor(http);
        if (refusal is not null && request?.RefreshToken is null && proven is null)
        {
            return refusal.ToProblem();
        }

        await sessions.EndAsync(request?.RefreshToken, ct);
        if (Guid.TryParse(proven, out var sessionId))
        {
            await sessions.EndAsync(sessionId, ct);
        }

        if (refusal is null && cookies.Read(http) is { } inCookie)
        {
            await sessions.EndAsync(inCookie, ct);
            cookies.Clear(http);
        }

        return TypedResults.NoContent();
    }
}
