using Greenroom.Accounts.SecondFactor;
using Greenroom.Accounts.Sessions;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Greenroom.Accounts.PersonalData;

internal static class DeletionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/user/me/deletion", Delete).WithTags("Personal data").WithName("DeleteAccount")
            .WithSummary("Delete the account and everything in it, in seven days; a guest at once")
            .WithDescription("All sessions end now and nothing is fetched from connected accounts any more. Logging in within the seven days undoes it: that session says `restored`.")
            .RequireAuthorization()
            .Refuses(PersonalDataFailures.NotConfirmed, PersonalDataFailures.PasswordMissing, PersonalDataFailures.WrongPassword, SecondFactorFailures.WrongCode, SecondFactorFailures.Unreadable, AccountFailures.NotFound, AccountFailures.Busy);

    private static async Task<Results<Accepted<AccountDeletionView>, ProblemHttpResult>> Delete(
        DeleteAccountRequest request, CurrentUser user, HttpContext http, DeletionService deletions, SessionCookies cookies, CancellationToken ct)
    {
        var result = await deletions.RequestAsync(user.Id, request, ct);
        if (result.Failure is { } failure)
        {
            return failure.ToProblem();
        }

        cookies.Clear(http);
        return TypedResults.Accepted((string?)null, result.Value);
    }
}
