using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Questions;

namespace Greenroom.Interviews.Turns;

/// <summary>From rows to what a client sees, in one place, because what must not be seen is decided here too.</summary>
internal sealed class TurnViews(QuestionBank bank)
{
    public static MessageView Of(Message message) => new(
        message.Id, message.ConversationId, message.QuestionId, message.QuestionNumber, message.Author, message.Kind, message.Intent,
        message.Content, message.Status, message.ClientMessageId, message.CreatedAt);

    public static DraftView Of(AnswerDraft draft) => new(draft.QuestionId, draft.Content, draft.Revision, draft.UpdatedAt);

    public static ConversationView Of(Conversation conversation, IReadOnlyList<MessageView> messages) => new(
        conversation.Id, conversation.InterviewId, conversation.Track, conversation.Title, conversation.State, conversation.CurrentTopic,
        conversation.CurrentSubtopic, conversation.CurrentQuestion, conversation.ForkedFromQuestionId, conversation.EventSeq, PausedInterviewId: null, messages,
        conversation.CreatedAt, conversation.UpdatedAt);

    public QuestionView Of(Question question, IEnumerable<Question> all, InterviewMode mode)
    {
        var entry = bank.Find(question.BankQuestionId);
        return new QuestionView(
            question.Id, question.ConversationId, question.TopicId, entry?.Topic ?? "", entry?.Subtopic ?? "", question.QuestionNumber, question.Prompt, question.Kind,
            question.ParentQuestionId, question.Difficulty, question.Status, MainOf(question, all).HintLevel,
            mode == InterviewMode.Practice ? HintsLeft(question, all) : 0, question.TimeBudgetS, question.AskedAt, question.AnsweredAt, question.CreatedAt);
    }

    /// <summary>Hints belong to the main question, whichever of its follow-ups is open.</summary>
    public int HintsLeft(Question question, IEnumerable<Question> all) =>
        (bank.Find(question.BankQuestionId)?.Hints.Count ?? 0) - MainOf(question, all).HintLevel;

    public static Question MainOf(Question question, IEnumerable<Question> all) =>
        question.ParentQuestionId is { } parent ? all.First(q => q.Id == parent) : question;

    /// <param name="question">The question that was answered.</param>
    /// <param name="all">All questions of its conversation.</param>
    /// <param name="closed">True when no follow-up can come any more. Before that only what was said in full is named: follow-ups also ask for what was half said or wrong.</param>
    public EvaluationView Of(Evaluation evaluation, Question question, IReadOnlyCollection<Question> all, bool closed)
    {
        var entry = bank.Find(question.BankQuestionId);
        var named = entry is null ? new HashSet<string>(StringComparer.Ordinal) : QuestionMarks.NamedByHints(entry, MainOf(question, all).HintLevel);
        var grade = evaluation.ToGrade();
        return new EvaluationView(
            evaluation.Id, evaluation.QuestionId, evaluation.AnswerMessageId, evaluation.Attempt, evaluation.Engine, evaluation.Model,
            evaluation.Status, evaluation.Score, evaluation.UnaidedScore, evaluation.Confidence,
            [.. grade.Points.Where(p => closed || p.Verdict == Verdict.Hit).Select(p => Of(p, entry, named))],
            [.. grade.Dimensions.Select(Of)],
            [.. grade.Misconceptions.Where(_ => closed).Select(m => new MisconceptionView(m.MisconceptionId, m.Correction, m.Quote, m.Start, m.Length))],
            evaluation.Disagreement,
            evaluation.FallbackCode is { } code ? new FallbackView(code, evaluation.FallbackDetail ?? "") : null,
            evaluation.CreatedAt);
    }

    public static DimensionView Of(DimensionMark mark) => new(mark.Dimension, Rubric.WeightOf(mark.Dimension), mark.Applicability, mark.Score, mark.Rationale);

    private static PointView Of(PointMark mark, BankEntry? entry, IReadOnlySet<string> named)
    {
        var point = entry?.KeyPoints.FirstOrDefault(p => p.Id == mark.PointId);
        return new PointView(mark.PointId, point?.Claim ?? mark.PointId, mark.Verdict, mark.Weight, point?.Core ?? false, mark.Quote, mark.Start, mark.Length, named.Contains(mark.PointId));
    }
}
