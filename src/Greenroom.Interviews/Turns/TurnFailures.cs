using Greenroom.Platform.Errors;
using Microsoft.AspNetCore.Http;

namespace Greenroom.Interviews.Turns;

internal static class TurnFailures
{
    public static readonly Failure ConversationNotFound = new(
        "conversation.not_found", "There is no such conversation.", StatusCodes.Status404NotFound);

    public static readonly Failure QuestionNotFound = new(
        "question.not_found", "There is no such question.", StatusCodes.Status404NotFound);

    public static readonly Failure Empty = CommonFailures.Invalid("message", "Write an answer first, or send the intent skip.");

    public static readonly Failure TurnInProgress = new(
        "turn.in_progress", "The last answer is still being read. It is saved; ask again in a moment.", StatusCodes.Status409Conflict, TimeSpan.FromSeconds(1));

    public static readonly Failure MessageConflict = new(
        "message.conflict", "This client_message_id was already used for a different text.", StatusCodes.Status409Conflict);

    public static readonly Failure Closed = new(
        "conversation.closed", "This conversation is over.", StatusCodes.Status410Gone);

    public static readonly Failure Paused = new(
        "state.conflict", "The interview is paused. Resume it first; nothing is lost.", StatusCodes.Status409Conflict);

    public static readonly Failure NotStarted = new(
        "state.conflict", "The interview has not started. Open its conversation first.", StatusCodes.Status409Conflict);

    public static readonly Failure Changed = new(
        "state.conflict", "The interview has moved on in another tab. Reload to see where it stands; what you sent before is saved.", StatusCodes.Status409Conflict);

    public static readonly Failure RetryFirst = new(
        "state.conflict", "The last answer is saved but was not read to the end. Send it again with the same client_message_id, or end the interview.", StatusCodes.Status409Conflict);

    public static readonly Failure DraftStale = new(
        "draft.stale", "A newer draft is already saved, perhaps from another tab.", StatusCodes.Status409Conflict);

    public static readonly Failure QuestionClosed = new(
        "state.conflict", "This question is no longer open.", StatusCodes.Status409Conflict);

    public static readonly Failure RetryNeedsQuestion = CommonFailures.Invalid("question_id", "Say which question to try again.");

    public static readonly Failure RetryTooEarly = new(
        "state.conflict", "A question can be tried again once the interview is over.", StatusCodes.Status409Conflict);

    public static Failure RetriedEnough(int limit) => new(
        "state.conflict", $"This question was tried again {limit} times, which is as often as one may. Set up a new interview on its topic.", StatusCodes.Status409Conflict);

    public static readonly Failure TrackUnknown = CommonFailures.Invalid("track", "Only the tracks main and retry can be opened.");

    public static Failure IntentRefused(Intent intent) => intent switch
    {
        Intent.Hint => new Failure("intent.refused", "There is no hint to give here: hints are off in a simulation, and each question has three at most.", StatusCodes.Status422UnprocessableEntity),
        _ => new Failure("intent.refused", "This question cannot be put another way: that is off in a simulation and for follow-ups.", StatusCodes.Status422UnprocessableEntity),
    };
}
