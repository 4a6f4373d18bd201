using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Greenroom.Growth.Connections;

internal static class ChoiceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/instagram/choices/{id:guid}").WithTags("Growth").RequireAuthorization().Refuses(GrowthFailures.NoChoice);
        group.MapGet("", Read).WithName("ReadChoice").WithSummary("The accounts that a login opened")
            .WithDescription("A login that opens several accounts comes back to `/app/growth/accounts?choose=` and the id of a choice. It is good for ten minutes and for the user who logged in.");
        group.MapPost("", Choose).WithName("ChooseAccounts").WithSummary("Connect some of them")
            .WithDescription("All of them or none, and once. After a refusal another choice can be made.")
            .Refuses(GrowthFailures.ChoiceUnknown, GrowthFailures.AccountTaken);
    }

    private static async Task<Results<Ok<ChoiceView>, ProblemHttpResult>> Read(Guid id, CurrentUser user, AccountChoices choices, CancellationToken ct) =>
        await choices.FindAsync(user.Id, id, ct) is { } grants
            ? TypedResults.Ok(new ChoiceView([.. grants.Select(g => new ChoiceItem(g.Profile.Id, g.Profile.Username, g.Profile.Name))]))
            : GrowthFailures.NoChoice.ToProblem();

    private static async Task<Results<Ok<ChosenView>, ProblemHttpResult>> Choose(
        Guid id, ChooseAccountsRequest request, CurrentUser user, AccountChoices choices, CancellationToken ct) =>
        await choices.ChooseAsync(user.Id, id, request.AccountIds, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var accounts } => TypedResults.Ok(new ChosenView([.. accounts!.Select(AccountViews.Of)])),
        };
}
