using System.ComponentModel;
using Greenroom.Growth.Advice;
using Greenroom.Growth.Connections;
using Greenroom.Growth.Posts;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Greenroom.Growth.Insights;

internal static class VerdictEndpoints
{
    private const string OnType = "What the suggestion says to post.";
    private const string OnDaypart = "When it says to post it.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/growth/advice/{type}/{daypart}").WithTags("Growth").RequireAuthorization()
            .Refuses(GrowthFailures.NoAccount, GrowthFailures.TypeUnknown, AdviceVerdicts.DaypartUnknown);
        group.MapPut("", Judge).WithName("JudgeAdvice").WithSummary("Mark a suggestion done or not useful")
            .WithDescription("Only what is proposed changes: effects, claims and the ledger stay as they are. The same verdict again changes nothing.");
        group.MapDelete("", TakeBack).WithName("TakeBackVerdict").WithSummary("Take back what was said of a suggestion")
            .WithDescription("What was done in weeks before stays in the history. Where nothing was said there is nothing to do.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Judge(
        [WordsOf(typeof(ContentType)), Description(OnType)] string type,
        [WordsOf(typeof(Daypart)), Description(OnDaypart)] string daypart,
        JudgeAdviceRequest request,
        CurrentUser user,
        AdviceVerdicts verdicts,
        [FromQuery(Name = "account_id"), Description(ConnectionEndpoints.OnAccountId)] Guid? accountId = null,
        CancellationToken ct = default) =>
        await verdicts.JudgeAsync(user.Id, accountId, type, daypart, request.Verdict, ct) is { } failure ? failure.ToProblem() : TypedResults.NoContent();

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeBack(
        [WordsOf(typeof(ContentType)), Description(OnType)] string type,
        [WordsOf(typeof(Daypart)), Description(OnDaypart)] string daypart,
        CurrentUser user,
        AdviceVerdicts verdicts,
        [FromQuery(Name = "account_id"), Description(ConnectionEndpoints.OnAccountId)] Guid? accountId = null,
        CancellationToken ct = default) =>
        await verdicts.JudgeAsync(user.Id, accountId, type, daypart, verdict: null, ct) is { } failure ? failure.ToProblem() : TypedResults.NoContent();
}
