using Greenroom.Interviews.Practice;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Greenroom.Interviews.Reports;

internal static class ReportEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/interviews/{id:guid}").WithTags("Reports").RequireAuthorization().Refuses(InterviewFailures.NotFound);
        group.MapGet("/report", Get).WithName("GetReport").WithSummary("The report; its status says how much is known");
        group.MapGet("/report.md", GetMarkdown).WithName("GetReportMarkdown").WithSummary("The report as a Markdown document")
            .Produces<string>(StatusCodes.Status200OK, "text/markdown");
    }

    private static async Task<Results<Ok<ReportView>, ProblemHttpResult>> Get(Guid id, CurrentUser user, ReportService reports, CancellationToken ct) =>
        await reports.FindAsync(user.Id, id, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var report } => TypedResults.Ok(report),
        };

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> GetMarkdown(Guid id, CurrentUser user, ReportService reports, CancellationToken ct) =>
        await reports.FindAsync(user.Id, id, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var report } => TypedResults.Text(ReportMarkdown.Write(report!), "text/markdown; charset=utf-8"),
        };
}
