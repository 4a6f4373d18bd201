using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Greenroom.Interviews.Practice;

internal static class InterviewEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/interviews").WithTags("Interviews").RequireAuthorization().ProducesProblem(StatusCodes.Status401Unauthorized);

        group.MapPost("/", Create).WithName("CreateInterview").WithSummary("Set up an interview; it is ready and the clock stands still").WithIdempotency("interviews")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests);
        group.MapGet("/", List).WithName("ListInterviews").WithSummary("Own interviews, newest first").ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/{id:guid}", Get).WithName("GetInterview").WithSummary("The whole snapshot: enough to draw the room again").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/{id:guid}/pause", Pause).WithName("PauseInterview").WithSummary("Stop the clock").ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{id:guid}/resume", Resume).WithName("ResumeInterview").WithSummary("Start the clock again; another running interview is paused")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapPost("/{id:guid}/complete", Complete).WithName("CompleteInterview").WithSummary("Finish now; one that has not started is cancelled")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Created<InterviewView>, ProblemHttpResult>> Create(
        CreateInterviewRequest request, CurrentUser user, InterviewService interviews, CancellationToken ct) =>
        await interviews.CreateAsync(user.Id, request, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var view } => TypedResults.Created($"/api/interviews/{view!.Id}", view),
        };

    private static async Task<Results<Ok<Page<InterviewView>>, ProblemHttpResult>> List(
        CurrentUser user, InterviewService interviews, string? status = null, string? cursor = null, int? limit = null, CancellationToken ct = default) =>
        await interviews.ListAsync(user.Id, status, PageRequest.From(cursor, limit), ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var page } => TypedResults.Ok(page),
        };

    private static async Task<Results<Ok<InterviewSnapshot>, ProblemHttpResult>> Get(Guid id, CurrentUser user, InterviewService interviews, CancellationToken ct) =>
        Answer(await interviews.FindAsync(user.Id, id, ct));

    private static async Task<Results<Ok<InterviewSnapshot>, ProblemHttpResult>> Pause(Guid id, CurrentUser user, InterviewLifecycle lifecycle, CancellationToken ct) =>
        Answer(await lifecycle.PauseAsync(user.Id, id, ct));

    private static async Task<Results<Ok<InterviewSnapshot>, ProblemHttpResult>> Resume(Guid id, CurrentUser user, InterviewLifecycle lifecycle, CancellationToken ct) =>
        Answer(await lifecycle.ResumeAsync(user.Id, id, ct));

    private static async Task<Results<Ok<InterviewSnapshot>, ProblemHttpResult>> Complete(Guid id, CurrentUser user, InterviewLifecycle lifecycle, CancellationToken ct) =>
        Answer(await lifecycle.CompleteAsync(user.Id, id, ct));

    private static Results<Ok<InterviewSnapshot>, ProblemHttpResult> Answer(Result<InterviewSnapshot> result) => result switch
    {
        { Failure: { } failure } => failure.ToProblem(),
        { Value: var snapshot } => TypedResults.Ok(snapshot),
    };
}
