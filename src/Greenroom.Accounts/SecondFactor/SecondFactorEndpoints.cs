using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Greenroom.Accounts.SecondFactor;

internal static class SecondFactorEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/user/me/second-factor").WithTags("Second factor").RequireAuthorization();

        group.MapGet("", Get).WithName("GetSecondFactor").WithSummary("Whether log-ins ask for a code, and how many recovery codes are left");
        group.MapPost("", SetUp).WithName("SetUpSecondFactor").WithSummary("Begin to set up an authenticator app")
            .WithDescription("Nothing changes until a first code is confirmed. Asking again proposes another secret.")
            .Refuses(SecondFactorFailures.NoPassword, SecondFactorFailures.AlreadyOn, RecoveryFailures.WrongPassword, AccountFailures.Busy);
        group.MapPost("/confirm", Confirm).WithName("ConfirmSecondFactor").WithSummary("Switch it on with a first code of the app")
            .WithDescription("Answers with ten recovery codes, which are shown this once. Sessions go on; the next log-in asks for a code.")
            .Refuses(SecondFactorFailures.NotBegun, SecondFactorFailures.AlreadyOn, SecondFactorFailures.WrongCode);
        group.MapPost("/recovery-codes", RenewCodes).WithName("RenewRecoveryCodes").WithSummary("Get ten new recovery codes in place of the old ones, with the password and a code")
            .Refuses(SecondFactorFailures.NoPassword, SecondFactorFailures.NotOn, SecondFactorFailures.WrongCode, SecondFactorFailures.Unreadable, RecoveryFailures.WrongPassword, AccountFailures.Busy);
        group.MapPost("/disable", Disable).WithName("DisableSecondFactor").WithSummary("Switch it off, with the password and a code")
            .Refuses(SecondFactorFailures.NoPassword, SecondFactorFailures.NotOn, SecondFactorFailures.WrongCode, SecondFactorFailures.Unreadable, RecoveryFailures.WrongPassword, AccountFailures.Busy);
    }

    private static async Task<Ok<SecondFactorView>> Get(CurrentUser user, SecondFactorService factors, CancellationToken ct) =>
        TypedResults.Ok(await factors.ReadAsync(user.Id, ct));

    private static async Task<Results<Ok<SecondFactorSetupView>, ProblemHttpResult>> SetUp(
        SetUpSecondFactorRequest request, CurrentUser user, SecondFactorService factors, CancellationToken ct) => Answer(await factors.ProposeAsync(user.Id, request, ct));

    private static async Task<Results<Ok<RecoveryCodesView>, ProblemHttpResult>> Confirm(
        ConfirmSecondFactorRequest request, CurrentUser user, SecondFactorService factors, CancellationToken ct) => Answer(await factors.ConfirmAsync(user.Id, request, ct));

    private static async Task<Results<Ok<RecoveryCodesView>, ProblemHttpResult>> RenewCodes(
        RenewRecoveryCodesRequest request, CurrentUser user, SecondFactorService factors, CancellationToken ct) => Answer(await factors.RenewCodesAsync(user.Id, request, ct));

    private static async Task<Results<NoContent, ProblemHttpResult>> Disable(
        DisableSecondFactorRequest request, CurrentUser user, SecondFactorService factors, CancellationToken ct) =>
        (await factors.DisableAsync(user.Id, request, ct)).Failure is { } failure ? failure.ToProblem() : TypedResults.NoContent();

    private static Results<Ok<T>, ProblemHttpResult> Answer<T>(Result<T> result) => result switch
    {
        { Failure: { } failure } => failure.ToProblem(),
        { Value: var value } => TypedResults.Ok(value!),
    };
}
