using System.ComponentModel;
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

namespace Greenroom.Accounts.Recovery;

internal static class RecoveryEndpoints
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/auth").WithTags("Recovery");

        group.MapPost("/forgot", Forgot).WithName("ForgotPassword").WithSummary("Ask for a link that sets a new password")
            .WithDescription("Answers the same, and as fast, whether there is an account with this address or not. The link works once, for an hour.")
            .LimitPerIp("forgot", o => o.ForgotPerHour, Hour);
        group.MapPost("/reset", Reset).WithName("ResetPassword").WithSummary("Set a new password by a mailed link")
            .WithDescription("Ends every session and signs nobody in. It also opens an account that too many wrong passwords have closed. Where `email_verified_by_holder` is false, passkeys and a linked GitHub account go as well, and where `email_verified` is false, the second factor too: they may be somebody else's.")
            .LimitPerIp("reset", o => o.LoginPerMinute, Minute)
            .Refuses(RecoveryFailures.LinkExpired, AccountFailures.CommonPassword, AccountFailures.Busy);
        group.MapPost("/verify", Verify).WithName("VerifyEmail").WithSummary("Prove an e-mail address by a mailed link")
            .WithDescription("For the address of a new account, and for a new address of an old one. Where addresses have to be proven (`Accounts__RequireVerifiedEmail`), the account begins with it, or the guest becomes one. With an access token of the account it is also proven that its holder reads the mail (`email_verified_by_holder`).")
            .LimitPerIp("verify", o => o.LoginPerMinute, Minute)
            .Refuses(RecoveryFailures.LinkExpired, AccountFailures.EmailTaken, AccountFailures.Busy);
        group.MapPost("/verify/send", SendVerification).WithName("SendVerification").WithSummary("Send the link that proves one's address once more")
            .WithDescription("Until the link was opened with an access token of the account (`email_verified_by_holder`), also when somebody has opened it without.")
            .RequireAuthorization().Refuses(RecoveryFailures.NoAddress, RecoveryFailures.AlreadyVerified);
        group.MapPost("/password", ChangePassword).WithName("ChangePassword").WithSummary("Change one's password and end all other sessions")
            .WithDescription("The session that asks goes on with the access token of the answer; the one before ends with the old password.")
            .RequireAuthorization().Refuses(SessionCookies.Refusals)
            .Refuses(RecoveryFailures.WrongPassword, SecondFactorFailures.NoPassword, SecondFactorFailures.WrongCode, SecondFactorFailures.Unreadable, AccountFailures.CommonPassword, AccountFailures.Busy);
        group.MapPost("/email", ChangeEmail).WithName("ChangeEmail").WithSummary("Ask to change one's e-mail address")
            .WithDescription("A link goes to the new address; until it is opened the old one stays, and then it is told.")
            .RequireAuthorization().Refuses(RecoveryFailures.NoAddress, RecoveryFailures.WrongPassword, SecondFactorFailures.NoPassword, SecondFactorFailures.WrongCode, SecondFactorFailures.Unreadable, AccountFailures.Busy);
    }

    private static async Task<Results<Accepted<AcceptedView>, ProblemHttpResult>> Forgot(ForgotRequest request, PasswordService passwords, CancellationToken ct) =>
        Accepted(await passwords.ForgetAsync(request, ct), "If there is an account with this address, a link is on its way to it.");

    private static async Task<Results<NoContent, ProblemHttpResult>> Reset(ResetRequest request, PasswordService passwords, CancellationToken ct) =>
        (await passwords.ResetAsync(request, ct)).Failure is { } failure ? failure.ToProblem() : TypedResults.NoContent();

    private static async Task<Results<Ok<VerifiedView>, ProblemHttpResult>> Verify(VerifyRequest request, HttpContext http, AddressService addresses, CancellationToken ct) =>
        await addresses.ProveAsync(request, http.User.UserId(), ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var proven } => TypedResults.Ok(proven),
        };

    private static async Task<Results<Accepted<AcceptedView>, ProblemHttpResult>> SendVerification(CurrentUser user, AddressService addresses, CancellationToken ct) =>
        Accepted(await addresses.AskAgainAsync(user.Id, ct), "A link is on its way to your address.");

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> ChangePassword(
        ChangePasswordRequest request, CurrentUser user, HttpContext http, PasswordService passwords, SessionCookies cookies, CancellationToken ct,
        [FromQuery(Name = "use_cookies"), Description(SessionCookies.OnRequest)] bool useCookies = false)
    {
        if (useCookies && cookies.RefusalFor(http) is { } refusal)
        {
            return refusal.ToProblem();
        }

        return await passwords.ChangeAsync(user.Id, user.SessionId, request, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var session } => TypedResults.Ok(cookies.Deliver(http, session!, useCookies)),
        };
    }

    private static async Task<Results<Accepted<AcceptedView>, ProblemHttpResult>> ChangeEmail(
        ChangeEmailRequest request, CurrentUser user, AddressService addresses, CancellationToken ct) =>
        Accepted(await addresses.AskToChangeAsync(user.Id, request, ct), "A link is on its way to the new address.");

    private static Results<Accepted<AcceptedView>, ProblemHttpResult> Accepted(Result<Done> result, string message) =>
        result.Failure is { } failure ? failure.ToProblem() : TypedResults.Accepted((string?)null, new AcceptedView(message));
}
