using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Greenroom.Interviews.Data;
using Greenroom.Interviews.Practice;
using Greenroom.Platform.Errors;
using Greenroom.Platform.Http;
using Greenroom.Platform.Identity;
using Greenroom.Platform.Live;
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
        var group = routes.MapGroup("/api/conversations").WithTags("Conversations").RequireAuthorization();
        group.MapPost("/create", Create).WithName("CreateConversation").WithSummary("Open a track: the first question is asked and the clock starts")
            .Refuses(InterviewFailures.NotFound, TurnFailures.QuestionNotFound, TurnFailures.RetryNeedsQuestion, TurnFailures.TrackUnknown, TurnFailures.RetryTooEarly, TurnFailures.Closed, TurnFailures.Changed);
        group.MapPost("/append", Append).WithName("AppendMessage").WithSummary("Send an answer, or ask for a hint, another wording, the next question or the end")
            .WithDescription(
                "Answers when the turn is over, or, with `Accept: text/event-stream`, tells it event by event: accepted, state, delta, evaluation, message and done, or error. "
                + "A repeat of a finished turn tells the same events again. A turn that was accepted goes on when the line is cut: follow its events, or send it again with the same `client_message_id`.")
            .Produces<AppendResult>(StatusCodes.Status200OK, "application/json").WithMetadata(new StreamsEvents(typeof(ConversationEvent)))
            .Refuses(
                TurnFailures.Empty, TurnFailures.ConversationNotFound, TurnFailures.TurnInProgress, TurnFailures.MessageConflict, TurnFailures.Paused, TurnFailures.NotStarted,
                TurnFailures.Changed, TurnFailures.RetryFirst, TurnFailures.Closed, TurnFailures.IntentRefused(Intent.Hint), TurnFailures.IntentRefused(Intent.Clarify))
            .LimitPerUser("append", limits => limits.AppendPerMinute, TimeSpan.FromMinutes(1)).DisableRequestTimeout();
        group.MapGet("/{id:guid}/events", Follow).WithName("FollowConversation").WithSummary("Events after Last-Event-ID, then live ones")
            .WithDescription("Ends when the conversation is closed, and after two minutes at the latest: come back with the last id that you have. Lines that begin with a colon only keep the connection alive.")
            .Produces<ConversationEvent>(StatusCodes.Status200OK, EventStreamResult.ContentType).WithMetadata(new StreamsEvents(typeof(ConversationEvent)))
            .Refuses(TurnFailures.ConversationNotFound).DisableRequestTimeout();

        routes.MapPut("/api/questions/{id:guid}/draft", SaveDraft).WithTags("Conversations").RequireAuthorization()
            .WithName("SaveDraft").WithSummary("Keep what is being typed")
            .Refuses(TurnFailures.QuestionNotFound, TurnFailures.DraftStale, TurnFailures.QuestionClosed);
    }

    private static async Task<Results<Created<ConversationView>, ProblemHttpResult>> Create(
        CreateConversationRequest request, CurrentUser user, ConversationService conversations, CancellationToken ct) =>
        await conversations.OpenAsync(user.Id, request, ct) switch
        {
            { Failure: { } failure } => failure.ToProblem(),
            { Value: var view } => TypedResults.Created($"/api/interviews/{view!.InterviewId}", view),
        };

    private static async Task<IResult> Append(
        AppendRequest request, [FromHeader(Name = Idempotency.Header), Description("Means `client_message_id`, where the body has none."), StringLength(LongestClientMessageId)] string? idempotencyKey, HttpRequest http,
        CurrentUser user, TurnService turns, TurnResults results, EventStream stream, CancellationToken ct)
    {
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

        if (turn.Work is { } work && await work.WaitAsync(ct) is { } fresh)
        {
            return TypedResults.Ok(fresh);
        }

        return await results.ReadAsync(turn.MessageId, ct) switch
        {
            { Failure: { } refused } => refused.ToProblem(),
            { Value: var result } => TypedResults.Ok(result),
        };
    }

    private static async Task<IResult> Follow(
        Guid id, [FromHeader(Name = "Last-Event-ID"), Description("The `id` of the last event that the client has; from the first event when absent.")] int? lastEventId, CurrentUser user, InterviewsDb db, EventStream stream, StreamSeats seats, CancellationToken ct)
    {
        var userId = user.Id;
        var isOwn = await db.Conversations.AnyAsync(c => c.Id == id && db.Interviews.Any(i => i.Id == c.InterviewId && i.UserId == userId), ct);
        if (!isOwn)
        {
            return TurnFailures.ConversationNotFound.ToProblem();
        }

        return seats.TryFollow(userId, gone => stream.FollowAsync(id, Math.Max(0, lastEventId ?? 0), oneTurn: false, gone)) is { } events
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
