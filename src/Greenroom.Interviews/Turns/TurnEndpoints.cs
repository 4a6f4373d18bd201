using Greenroom.Interviews.Data;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Turns;

internal static class TurnEndpoints
{
    private const int LongestClientMessageId = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/conversations").WithTags("Conversations").RequireAuthorization()
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/create", Create).WithName("CreateConversation").WithSummary("Open a track: the first question is asked and the clock starts")
            .LimitPerUser("append", limits => limits.AppendPerMinute, TimeSpan.FromMinutes(1))
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status410Gone);
        group.MapPost("/append", Append).WithName("AppendMessage").WithSummary("Send an answer, or ask for a hint, another wording, the next question or the end")
            .WithDescription("With `Accept: text/event-stream` the turn is streamed as events: accepted, state, delta, evaluation, message, done or error.")
            .Produces<AppendResult>(StatusCodes.Status200OK, "application/json", EventStreamResult.ContentType)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status410Gone)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .LimitPerUser("append", limits => limits.AppendPerMinute, TimeSpan.FromMinutes(1)).DisableRequestTimeout();
        group.MapGet("/{id:guid}/events", Follow).WithName("FollowConversation").WithSummary("Events after Last-Event-ID, then live ones")
            .Produces<string>(StatusCodes.Status200OK, EventStreamResult.ContentType).DisableRequestTimeout();

        routes.MapPut("/api/questions/{id:guid}/draft", SaveDraft).WithTags("Conversations").RequireAuthorization()
            .WithName("SaveDraft").WithSummary("Keep what is being typed")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<Results<Created<ConversationView>, ProblemHttpResult>> Create(
        CreateConversationRequest request, CurrentUser user, ConversationService conversations, CancellationToken ct) =>
        await conversations.OpenAsync(user.Id, request, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var view } => TypedResults.Created($"/api/interviews/{view!.InterviewId}", view),
        };

    private static async Task<IResult> Append(
        AppendRequest request, [FromHeader(Name = Idempotency.Header)] string? idempotencyKey, HttpRequest http,
        CurrentUser user, TurnService turns, TurnResults results, EventStream stream, CancellationToken ct)
    {
        if (idempotencyKey?.Length > LongestClientMessageId)
        {
            return CommonFailures.Invalid("idempotency_key", $"On this call the Idempotency-Key may have at most {LongestClientMessageId} characters.").ToProblem();
        }

        var started = await turns.StartAsync(user.Id, request with { ClientMessageId = request.ClientMessageId ?? idempotencyKey }, ct);
        if (started.Failure is { } failure)
        {
            return failure.ToProblem();
        }

        var turn = started.Value!;
        if (Streams(http))
        {
            return new EventStreamResult(stream.FollowAsync(turn.ConversationId, turn.EventsAfter, oneTurn: true, ct));
        }

        await (turn.Work ?? Task.CompletedTask).WaitAsync(ct);
        return await results.ReadAsync(turn.MessageId, ct) switch
        {
            { Failure: { } refused } => refused.ToProblem(),
            { Value: var result } => TypedResults.Ok(result),
        };
    }

    private static async Task<IResult> Follow(
        Guid id, [FromHeader(Name = "Last-Event-ID")] int? lastEventId, CurrentUser user, InterviewsDb db, EventStream stream, CancellationToken ct)
    {
        var userId = user.Id;
        var isOwn = await db.Conversations.AnyAsync(c => c.Id == id && db.Interviews.Any(i => i.Id == c.InterviewId && i.UserId == userId), ct);
        if (!isOwn)
        {
            return TurnFailures.ConversationNotFound.ToProblem();
        }

        return stream.TryFollow(userId, id, Math.Max(0, lastEventId ?? 0), ct) is { } events
            ? new EventStreamResult(events)
            : CommonFailures.RateLimited(TimeSpan.FromSeconds(10)).ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SaveDraft(
        Guid id, SaveDraftRequest request, CurrentUser user, DraftService drafts, CancellationToken ct) =>
        await drafts.SaveAsync(user.Id, id, request, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            _ => TypedResults.NoContent(),
        };

    private static bool Streams(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(accept => accept.MediaType.Equals(EventStreamResult.ContentType, StringComparison.OrdinalIgnoreCase));
}
