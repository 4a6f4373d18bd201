using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.SecondFactor;
using Greenroom.Accounts.Sessions;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.GitHub;

internal static class GitHubEndpoints
{
    private static readonly VisitCookie Visit = new("greenroom_github", "/auth/github", OAuthStates.Life);

    public static void Map(IEndpointRouteBuilder routes)
    {
        // For browsers on their way there and back, not for clients of the API.
        routes.MapGet("/auth/github", LogIn).ExcludeFromDescription();
        routes.MapGet(GitHubOptions.CallbackPath, Callback).ExcludeFromDescription();

        routes.MapGet("/api/auth/methods", Methods).WithTags("Accounts").WithName("GetLoginMethods").WithSummary("How one can log in here");
        var group = routes.MapGroup("/api/user/me/github").WithTags("Accounts").RequireAuthorization();
        group.MapGet("", Get).WithName("GetGitHubLink").WithSummary("Whether one's account can be opened by GitHub");
        group.MapPost("", Link).WithName("LinkGitHub").WithSummary("Begin to link one's account to GitHub")
            .WithDescription("Send the browser to the address within ten minutes. It must be the browser that asked: the answer sets a cookie that the return is checked against. One account at GitHub opens one here. It opens the account by itself, so this asks for everything that a log-in asks for.")
            .Refuses(GitHubFailures.NotConfigured, GitHubFailures.LinkedAlready, RecoveryFailures.NoAddress, RecoveryFailures.WrongPassword)
            .Refuses(SecondFactorFailures.NoPassword, SecondFactorFailures.WrongCode, SecondFactorFailures.Unreadable, AccountFailures.Busy);
        group.MapDelete("", Unlink).WithName("UnlinkGitHub").WithSummary("Let GitHub open one's account no more")
            .Refuses(GitHubFailures.NotLinked, GitHubFailures.LastWayIn);
    }

    private static async Task<Results<RedirectHttpResult, ProblemHttpResult>> LogIn(
        HttpContext http, GitHubLogin gitHub, SessionCookies cookies, [FromQuery(Name = "return")] string? page, CancellationToken ct)
    {
        // Whoever cannot be given a session need not go there.
        var begun = cookies.CanBeGiven(http) ? await gitHub.BeginAsync(page, Visit.Issue(http), ct) : SessionFailures.CookiesNeedHttps;
        return begun.Failure is { } failure ? failure.ToProblem() : TypedResults.Redirect(begun.Value!);
    }

    private static async Task<RedirectHttpResult> Callback(
        HttpContext http, GitHubLogin gitHub, SessionCookies cookies, string? code, string? state, string? error, CancellationToken ct)
    {
        var outcome = await gitHub.FinishAsync(state, code, error, Visit.Read(http), ct);
        Visit.Clear(http);
        if (outcome.Session is { } session)
        {
            // Strict, and yet kept: a browser takes such a cookie from a page that it has been sent to, and sends it once the page itself asks.
            cookies.Deliver(http, session, inCookie: true);
        }

        return TypedResults.Redirect(outcome.Place);
    }

    private static Ok<LoginMethodsView> Methods(IOptions<GitHubOptions> options) => TypedResults.Ok(new LoginMethodsView(Password: true, options.Value.IsConfigured));

    private static async Task<Ok<GitHubLinkView>> Get(CurrentUser user, GitHubLinks links, CancellationToken ct) =>
        TypedResults.Ok(await links.ReadAsync(user.Id, ct));

    private static async Task<Results<Ok<GitHubVisitView>, ProblemHttpResult>> Link(
        LinkGitHubRequest request, HttpContext http, CurrentUser user, GitHubLinks links, CancellationToken ct) =>
        await links.BeginAsync(user.Id, user.SessionId, request, Visit.Issue(http), ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var url } => TypedResults.Ok(new GitHubVisitView(url!)),
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> Unlink(CurrentUser user, GitHubLinks links, CancellationToken ct) =>
        (await links.UnlinkAsync(user.Id, ct)).Failure is { } failure ? failure.ToProblem() : TypedResults.NoContent();
}
