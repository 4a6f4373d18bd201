using System.ComponentModel;
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

namespace Greenroom.Accounts.Passkeys;

internal static class PasskeyEndpoints
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var logins = routes.MapGroup("/api/auth/passkeys").WithTags("Passkeys").LimitPerIp("passkey", o => o.LoginPerMinute, Minute);
        logins.MapPost("/options", BeginLogIn).WithName("BeginPasskeyLogIn").WithSummary("Get a challenge to log in with a passkey")
            .WithDescription("The same for everybody: the passkey says whose it is. The challenge is good for one answer, for five minutes.");
        logins.MapPost("", LogIn).WithName("LogInWithPasskey").WithSummary("Log in with a passkey")
            .WithDescription("It stands for password and second factor together.")
            .Refuses(SessionCookies.Refusals).Refuses(PasskeyFailures.Invalid, AccountFailures.Busy);

        var own = routes.MapGroup("/api/user/me/passkeys").WithTags("Passkeys").RequireAuthorization();
        own.MapGet("", List).WithName("ListPasskeys").WithSummary("One's passkeys, oldest first");
        own.MapPost("/options", Begin).WithName("BeginPasskey").WithSummary("Get a challenge to add a passkey")
            .WithDescription("A passkey opens the account by itself, so this asks for everything that a log-in asks for.")
            .Refuses(SecondFactorFailures.NoPassword, SecondFactorFailures.WrongCode, SecondFactorFailures.Unreadable, PasskeyFailures.TooMany, RecoveryFailures.WrongPassword, AccountFailures.Busy);
        own.MapPost("", Add).WithName("AddPasskey").WithSummary("Add a passkey").Refuses(PasskeyFailures.Refused, PasskeyFailures.TooMany);
        own.MapPatch("/{id}", Rename).WithName("RenamePasskey").WithSummary("Give a passkey another name").Refuses(PasskeyFailures.NotFound);
        own.MapDelete("/{id}", Remove).WithName("RemovePasskey").WithSummary("Remove a passkey: it opens nothing any more").Refuses(PasskeyFailures.NotFound);
    }

    private static async Task<Ok<PasskeyOptionsView>> BeginLogIn(HttpContext http, PasskeyLogin logins, CancellationToken ct) =>
        TypedResults.Ok(await logins.BeginAsync(http, ct));

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> LogIn(
        PasskeyLogInRequest request, HttpContext http, PasskeyLogin logins, SessionCookies cookies, CancellationToken ct,
        [FromQuery(Name = "use_cookies"), Description(SessionCookies.OnRequest)] bool useCookies = false)
    {
        if (useCookies && cookies.RefusalFor(http) is { } refusal)
        {
            return refusal.ToProblem();
        }

        return await logins.LogInAsync(request, http, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var session } => TypedResults.Ok(cookies.Deliver(http, session!, useCookies)),
        };
    }

    private static async Task<Ok<PasskeysView>> List(CurrentUser user, PasskeyService passkeys, CancellationToken ct) =>
        TypedResults.Ok(await passkeys.ListAsync(user.Id, ct));

    private static async Task<Results<Ok<PasskeyOptionsView>, ProblemHttpResult>> Begin(
        BeginPasskeyRequest request, CurrentUser user, HttpContext http, PasskeyService passkeys, CancellationToken ct) =>
        await passkeys.BeginAsync(user.Id, request, http, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var options } => TypedResults.Ok(options!),
        };

    private static async Task<Results<Created<PasskeyView>, ProblemHttpResult>> Add(
        AddPasskeyRequest request, CurrentUser user, HttpContext http, PasskeyService passkeys, CancellationToken ct) =>
        await passkeys.AddAsync(user.Id, user.SessionId, request, http, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var added } => TypedResults.Created($"/api/user/me/passkeys/{added!.Id}", added),
        };

    private static async Task<Results<Ok<PasskeyView>, ProblemHttpResult>> Rename(
        string id, RenamePasskeyRequest request, CurrentUser user, PasskeyService passkeys, CancellationToken ct) =>
        await passkeys.RenameAsync(user.Id, id, request, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var renamed } => TypedResults.Ok(renamed!),
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(string id, CurrentUser user, PasskeyService passkeys, CancellationToken ct) =>
        (await passkeys.RemoveAsync(user.Id, id, ct)).Failure is { } failure ? failure.ToProblem() : TypedResults.NoContent();
}
