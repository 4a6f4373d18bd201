using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Greenroom.Interviews.Turns;
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
        var group = routes.MapGroup("/api/interviews").WithTags("Interviews").RequireAuthorization();

        group.MapPost("/", Create).WithName("CreateInterview").WithSummary("Set up an interview; it is ready and the clock stands still").WithIdempotency("interviews")
            .Refuses(InterviewFailures.UnknownTopics(["cooking"]), InterviewFailures.LanguageUnsupported("de"));
        group.MapGet("/", List).WithName("ListInterviews").WithSummary("Own interviews, newest first");
        group.MapGet("/{id:guid}", Get).WithName("GetInterview").WithSummary("The whole snapshot: enough to draw the room again").Refuses(InterviewFailures.NotFound);
        group.MapPost("/{id:guid}/pause", Pause).WithName("PauseInterview").WithSummary("Stop the clock")
            .Refuses(InterviewFailures.NotFound, InterviewFailures.NotPausable, InterviewFailures.Changed, TurnFailures.TurnInProgress);
        group.MapPost("/{id:guid}/resume", Resume).WithName("ResumeInterview").WithSummary("Start the clock again; another running interview is paused")
            .Refuses(InterviewFailures.NotFound, InterviewFailures.NotResumable, InterviewFailures.Changed);
        group.MapPost("/{id:guid}/complete", Complete).WithName("CompleteInterview").WithSummary("Finish now; one that has not started is cancelled")
            .WithDescription("May be repeated: an interview that is over answers with its snapshot.")
            .Refuses(InterviewFailures.NotFound, TurnFailures.TurnInProgress);
    }

    private static async Task<Results<Created<InterviewView>, ProblemHttpResult>> Create(
        CreateInterviewRequest request, CurrentUser user, InterviewService interviews, CancellationToken ct) =>
        await interviews.CreateAsync(user.Id, request, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var view } => TypedResults.Created($"/api/interviews/{view!.Id}", view),
        };

    private static async Task<Results<Ok<Page<InterviewView>>, ProblemHttpResult>> List(
        CurrentUser user,
        InterviewService interviews,
        [WordsOf(typeof(InterviewStatus)), Description("Only interviews in this state; all when absent.")] string? status = null,
        [Description(PageRequest.OnCursor)] string? cursor = null,
        [Description(PageRequest.OnLimit), Range(1, PageRequest.MaxLimit)] int? limit = PageRequest.DefaultLimit,
        CancellationToken ct = default) =>
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
