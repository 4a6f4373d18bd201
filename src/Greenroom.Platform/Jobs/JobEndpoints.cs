using System.ComponentModel;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Greenroom.Platform.Jobs;

internal static class JobEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/admin/jobs").WithTags("Admin").RequireAdministrator();

        group.MapGet("", List).WithName("ListJobs").WithSummary("What this server does by itself, newest first");
        group.MapPost("/{id:guid}/retry", Retry).WithName("RetryJob").WithSummary("Try a failed job now instead of after its pause").Refuses(JobReader.NotFound);
    }

    private static async Task<Results<Ok<Page<JobView>>, ProblemHttpResult>> List(
        JobReader jobs, CancellationToken ct,
        [Description("Only jobs in this state."), WordsOf(typeof(JobState))] string? state = null,
        [Description(PageRequest.OnCursor)] string? cursor = null, [Description(PageRequest.OnLimit)] int? limit = null)
    {
        JobState? wanted = Enum.TryParse<JobState>(state, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;
        if (!string.IsNullOrEmpty(state) && wanted is null)
        {
            return CommonFailures.Invalid("state", $"The state must be one of {string.Join(", ", Enum.GetNames<JobState>()).ToLowerInvariant()}.").ToProblem();
        }

        return PageRequest.From(cursor, limit) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var page } => TypedResults.Ok(await jobs.ReadAsync(wanted, page, ct)),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Retry(Guid id, CurrentUser user, JobReader jobs, CancellationToken ct) =>
        (await jobs.RetryAsync(id, user.Id, ct)).Failure is { } failure ? failure.ToProblem() : TypedResults.NoContent();
}
