using System.Text.Json;
using System.Text.Json.Nodes;
using Greenroom.Accounts.Sessions;
using Greenroom.Accounts.Users;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Questions;
using Greenroom.Interviews.Reports;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Http;

namespace Greenroom.Host.Composition;

/// <summary>
/// Examples of the larger answers: one interview from its first question to its report. They are made of the contract records, so that one which
/// no longer fits does not compile. The examples of requests stand beside their records, as XML.
/// </summary>
internal static class ApiExamples
{
    private const string Opening = "A product page is served from a cache with a 60 second TTL in front of PostgreSQL. Every minute database CPU goes to 100% for about two seconds. What is happening, and how would you fix it?";
    private const string Words = "This is a cache stampede: when the key expires every request misses at once. I would take a short lock per key so that one request rebuilds it.";
    private const string Probe = "What do the other requests get while one of them rebuilds the value?";

    private static readonly Guid UserId = new("019ab9b0-1f40-7b3c-8a55-2d4e6f8a9b10");
    private static readonly Guid InterviewId = new("019ab9c4-5d20-7c41-9a3e-6f1d2b8e7a01");
    private static readonly Guid ConversationId = new("019ab9c4-6b00-7a52-8d10-3c5e9f7b2d02");
    private static readonly Guid MainId = new("019ab9c4-6b00-7b63-9e21-4d6fa08c3e03");
    private static readonly Guid FollowUpId = new("019ab9c6-4ee0-7d18-8b42-5e70b19d4f04");
    private static readonly Guid AnswerId = new("019ab9c6-4a10-7e29-9c53-6f81c2ae5005");
    private static readonly Guid ReplyId = new("019ab9c6-4ee0-7f3a-8d64-7092d3bf6106");
    private static readonly DateTime Start = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Answered = Start.AddMinutes(2);

    private static readonly UserView Ada = new(UserId, "ada", "ada@example.org", EmailVerified: false, EmailVerifiedByHolder: false, IsGuest: false, IsAdmin: false, Start.AddDays(-3));

    private static readonly InterviewView Ready = new(
        InterviewId, UserId, Length: 30, NumberQuestions: 3, InterviewDifficulty.Medium, InterviewStatus.Ready, Score: null, "en",
        "Three questions about caching and databases, medium, in 30 minutes.", Opening, "stampede-and-invalidation", ["caching", "databases"], InterviewMode.Practice, Persona.Neutral,
        CandidateLevel.Mid, "offline", Seed: 7, AnsweredQuestions: 0, StartedAt: null, DeadlineAt: null, CompletedAt: null, Start.AddMinutes(-1), Start.AddMinutes(-1));

    private static readonly QuestionView Main = new(
        MainId, ConversationId, TopicId: 301, "caching", "stampede-and-invalidation", QuestionNumber: 1, Opening, QuestionKind.Main, ParentQuestionId: null, Difficulty: 3,
        QuestionStatus.Answered, HintLevel: 0, HintsLeft: 3, TimeBudgetS: 360, Start, Answered, Start);

    private static readonly QuestionView FollowUp = Main with
    {
        Id = FollowUpId,
        Prompt = Probe,
        Kind = QuestionKind.FollowUp,
        ParentQuestionId = MainId,
        Status = QuestionStatus.Asked,
        TimeBudgetS = 180,
        AskedAt = Answered,
        AnsweredAt = null,
        CreatedAt = Answered,
    };

    private static readonly MessageView Asked = new(
        new Guid("019ab9c4-6b00-7c74-af32-5e80b19d4f07"), ConversationId, MainId, 1, Author.Interviewer, MessageKind.Question, Intent: null, Opening, MessageStatus.Complete, ClientMessageId: null, Start);

    private static readonly MessageView Answer = Asked with
    {
        Id = AnswerId,
        Author = Author.Candidate,
        Kind = MessageKind.Answer,
        Intent = Intent.Answer,
        Content = Words,
        ClientMessageId = "7d1f0c52-first-answer",
        CreatedAt = Answered,
    };

    private static readonly MessageView Reply = Asked with { Id = ReplyId, QuestionId = FollowUpId, Kind = MessageKind.FollowUp, Content = Probe, CreatedAt = Answered };

    private static readonly ConversationView Opened = new(
        ConversationId, InterviewId, Track.Main, "Three questions about caching and databases", ConversationState.AwaitingAnswer, "caching", "stampede-and-invalidation", CurrentQuestion: 1,
        ForkedFromQuestionId: null, EventSeq: 3, PausedInterviewId: null, [Asked], Start, Start);

    private static readonly ReportPoint[] Points =
    [
        Point("names-stampede", "When the hot key expires, many concurrent requests miss at once and all recompute it.", Verdict.Hit, 3, core: true, "when the key expires every request misses at once"),
        Point("single-flight", "Let one caller per key rebuild the value while the others wait for it.", Verdict.Hit, 3, core: true, "I would take a short lock per key so that one request rebuilds it"),
        Point("serve-stale", "Serve the stale value while a background refresh runs.", Verdict.Missed, 2, core: false, quote: null) with
        {
            BetterSentence = "Meanwhile the others get the old value, which is a few seconds out of date.",
        },
    ];

    private static readonly DimensionView[] Dimensions =
    [
        Observed(Dimension.Correctness, 30, 4m, "Both core points are right."),
        Observed(Dimension.Depth, 20, 2m, "Names the lock, not what the others do meanwhile."),
        Observed(Dimension.Tradeoffs, 15, 1m, "No alternative with its cost."),
        Observed(Dimension.FailureModes, 15, 3m, "One failure, its effect and its handling."),
        Observed(Dimension.Specificity, 10, 2m, "No number or example of its own."),
        Observed(Dimension.Communication, 10, 4m, "The answer first, then the reason."),
    ];

    // A point that a follow-up may still ask about is not told before the question is closed.
    private static readonly EvaluationView Mark = new(
        new Guid("019ab9c6-4d80-7a4b-9e75-81a3e4c07208"), MainId, AnswerId, Attempt: 1, "offline", Model: null, GradeStatus.Graded, Score: 56, UnaidedScore: 56, Confidence.Medium,
        [.. Points.Where(p => p.Quote is not null).Select(p => new PointView(p.Id, p.Claim, p.Verdict, p.Weight, p.Core, p.Quote, p.Start, p.Length, p.HintNamed))],
        Dimensions, [], Disagreement: false, Fallback: null, Answered);

    private static readonly string[] Commands = ["answer", "draft", "hint", "skip", "pause", "end"];

    private static readonly Dictionary<Type, JsonNode> Answers = new object[]
    {
        Ada,
        new SessionView("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl", "AZraVqJ8fEKXn1Yk0aOqgQAAAAPkq8Zt2mXyYc0Hn5r3vT1b", "bearer", ExpiresIn: 900, Ada, Restored: false),
        Ready,
        Snapshot(Ready with { Status = InterviewStatus.InProgress, StartedAt = Start, DeadlineAt = Start.AddMinutes(30), UpdatedAt = Answered, AnsweredQuestions = 1 }),
        Opened,
        new AppendResult(Answer, Reply, Mark, ConversationState.AwaitingAnswer, FollowUp),
        Report(Ready with { Status = InterviewStatus.Completed, Score = 56, StartedAt = Start, CompletedAt = Start.AddMinutes(4), UpdatedAt = Start.AddMinutes(4), AnsweredQuestions = 1 }),
    }.ToDictionary(answer => answer.GetType(), Json);

    private static readonly Dictionary<Type, string> Streams = new()
    {
        [typeof(ConversationEvent)] = Stream(
            ("accepted", new AcceptedEvent(Answer with { Status = MessageStatus.Pending })),
            ("state", new StateEvent(ConversationState.Grading, [])),
            ("delta", new DeltaEvent(ReplyId, MessageKind.FollowUp, Probe[..24])),
            ("delta", new DeltaEvent(ReplyId, MessageKind.FollowUp, Probe[24..])),
            ("evaluation", new EvaluationEvent(Mark)),
            ("message", new MessageEvent(Reply)),
            ("state", new StateEvent(ConversationState.AwaitingAnswer, Commands)),
            ("done", new DoneEvent(11))),
    };

    /// <summary>An answer of this type, or null when it explains itself.</summary>
    public static JsonNode? For(Type type) => Answers.GetValueOrDefault(type)?.DeepClone();

    /// <summary>A stream of these events as it goes over the wire.</summary>
    public static JsonNode? StreamOf(Type events) => Streams.GetValueOrDefault(events);

    private static JsonNode Json(object value) => JsonSerializer.SerializeToNode(value, value.GetType(), JsonFormat.Options)!;

    private static string Stream(params (string Name, object Data)[] events) => string.Concat(
        events.Select((e, i) => $"id: {Opened.EventSeq + 1 + i}\nevent: {e.Name}\ndata: {JsonSerializer.Serialize(e.Data, e.Data.GetType(), JsonFormat.Options)}\n\n"));

    private static ReportPoint Point(string id, string claim, Verdict verdict, int weight, bool core, string? quote) => new(
        id, claim, verdict, weight, core, quote is null ? null : AnswerId, quote, quote is null ? null : Words.IndexOf(quote, StringComparison.Ordinal), quote?.Length, HintNamed: false, BetterSentence: null);

    private static DimensionView Observed(Dimension dimension, int weight, decimal score, string rationale) => new(dimension, weight, Applicability.Observed, score, rationale);

    private static InterviewSnapshot Snapshot(InterviewView i) => new(
        i.Id, i.UserId, i.Length, i.NumberQuestions, i.Difficulty, i.Status, i.Score, i.Language, i.Prompt, i.FirstQuestion, i.Subtopic, i.Topics, i.Mode, i.Persona, i.Level, i.Engine,
        i.Seed, i.AnsweredQuestions, i.StartedAt, i.DeadlineAt, i.CompletedAt, i.CreatedAt, i.UpdatedAt,
        [Opened with { EventSeq = 11, Messages = [], UpdatedAt = Answered }], [Main, FollowUp], [Asked, Answer, Reply], [Mark],
        new DraftView(FollowUpId, "They get the old va", 2, Answered.AddSeconds(40)), RemainingSeconds: 1640, Commands, PausedInterviewId: null);

    private static ReportView Report(InterviewView interview) => new(
        InterviewId, ReportStatus.Complete, interview, "1 of 3 questions answered: 2 of 3 ideas came across in full.", Answered: 1, Asked: 3, Score: 56, UnaidedScore: 56, Low: 46, High: 66,
        Band.Developing, Confidence.Medium, Dimensions, [new ReportTopic("caching", "Caching", Questions: 1, Score: 56)],
        [
            new ReportQuestion(
                MainId, 1, "caching", "Caching", "stampede-and-invalidation", Difficulty: 3, Opening, QuestionStatus.Answered, GradeStatus.Graded, Score: 56, UnaidedScore: 56, Band.Developing,
                Confidence.Medium, "offline", Disagreement: false, Fallback: null, HintsUsed: 0, Clarified: false, [new ReportAnswer(AnswerId, QuestionKind.Main, Opening, Words, Answered)], Points,
                Dimensions, [], "A cache stampede. Let one request per key rebuild the value, and serve the old one meanwhile.", ["https://www.rfc-editor.org/rfc/rfc5861"], []),
        ],
        "greenroom-backend/1", "2026.11", Start.AddMinutes(4));
}
