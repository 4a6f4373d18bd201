using Greenroom.Interviews.Interviewers;
using Greenroom.Interviews.Questions;
using Greenroom.Platform.Data;

namespace Greenroom.Interviews.Grading;

/// <summary>A stored mark of one answer: who marked it, how sure, and every point with the words that earned it.</summary>
internal sealed class Evaluation
{
    private readonly List<EvaluationPoint> _points = [];
    private readonly List<EvaluationDimension> _dimensions = [];
    private readonly List<EvaluationMisconception> _misconceptions = [];

    private Evaluation()
    {
    }

    public Guid Id { get; private set; }

    public Guid QuestionId { get; private set; }

    public Guid AnswerMessageId { get; private set; }

    public int Attempt { get; private set; }

    /// <summary><c>offline</c> or <c>openai</c>.</summary>
    public string Engine { get; private set; } = "";

    public string? Model { get; private set; }

    public string? PromptVersion { get; private set; }

    public string RubricVersion { get; private set; } = "";

    public string BankVersion { get; private set; } = "";

    public GradeStatus Status { get; private set; }

    public int? Score { get; private set; }

    public int? UnaidedScore { get; private set; }

    public Confidence Confidence { get; private set; }

    public bool Disagreement { get; private set; }

    public string? FallbackCode { get; private set; }

    public string? FallbackDetail { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public IReadOnlyList<EvaluationPoint> Points => _points;

    public IReadOnlyList<EvaluationDimension> Dimensions => _dimensions;

    public IReadOnlyList<EvaluationMisconception> Misconceptions => _misconceptions;

    public static Evaluation Of(Guid questionId, Guid answerMessageId, int attempt, Marking marking, int? unaidedScore, string bankVersion, DateTime now)
    {
        var id = Ids.New(now);
        var evaluation = new Evaluation
        {
            Id = id,
            QuestionId = questionId,
            AnswerMessageId = answerMessageId,
            Attempt = attempt,
            Engine = marking.Engine,
            Model = marking.Model,
            PromptVersion = marking.PromptVersion,
            RubricVersion = Rubric.Version,
            BankVersion = bankVersion,
            Status = marking.Grade.Status,
            Score = marking.Grade.Score,
            UnaidedScore = unaidedScore,
            Confidence = marking.Grade.Confidence,
            Disagreement = marking.Disagreement,
            FallbackCode = marking.Fallback?.Code,
            FallbackDetail = marking.Fallback?.Detail,
            CreatedAt = now,
        };
        evaluation._points.AddRange(marking.Grade.Points.Select((p, i) => EvaluationPoint.Of(id, i, p)));
        evaluation._dimensions.AddRange(marking.Grade.Dimensions.Select(d => EvaluationDimension.Of(id, d)));
        evaluation._misconceptions.AddRange(marking.Grade.Misconceptions.DistinctBy(m => m.MisconceptionId).Select(m => EvaluationMisconception.Of(id, m)));
        return evaluation;
    }

    /// <summary>The grade as the grader gave it, for the pure functions that merge and total.</summary>
    public Grade ToGrade() => new(
        Status,
        Score,
        Confidence,
        [.. _points.OrderBy(p => p.Position).Select(p => p.ToMark())],
        [.. _dimensions.OrderBy(d => d.Dimension).Select(d => new DimensionMark(d.Dimension, d.Applicability, d.Score, d.Rationale))],
        [.. _misconceptions.OrderBy(m => m.EvidenceStart).Select(m => new MisconceptionMark(m.MisconceptionId, m.Correction, m.EvidenceStart, m.EvidenceLength, m.Quote))]);
}

/// <summary>The verdict on one point; the evidence points into the answer message.</summary>
internal sealed class EvaluationPoint
{
    private EvaluationPoint()
    {
    }

    public Guid EvaluationId { get; private set; }

    public string PointId { get; private set; } = "";

    public int Position { get; private set; }

    public Verdict Verdict { get; private set; }

    public int Weight { get; private set; }

    public int? EvidenceStart { get; private set; }

    public int? EvidenceLength { get; private set; }

    public string? Quote { get; private set; }

    public static EvaluationPoint Of(Guid evaluationId, int position, PointMark mark) => new()
    {
        EvaluationId = evaluationId,
        PointId = mark.PointId,
        Position = position,
        Verdict = mark.Verdict,
        Weight = mark.Weight,
        EvidenceStart = mark.Start,
        EvidenceLength = mark.Length,
        Quote = mark.Quote,
    };

    public PointMark ToMark() => new(PointId, Verdict, Weight, EvidenceStart, EvidenceLength, Quote);
}

internal sealed class EvaluationDimension
{
    private EvaluationDimension()
    {
    }

    public Guid EvaluationId { get; private set; }

    public Dimension Dimension { get; private set; }

    public Applicability Applicability { get; private set; }

    /// <summary>0 to 5 in halves.</summary>
    public decimal? Score { get; private set; }

    public string Rationale { get; private set; } = "";

    public static EvaluationDimension Of(Guid evaluationId, DimensionMark mark) => new()
    {
        EvaluationId = evaluationId,
        Dimension = mark.Dimension,
        Applicability = mark.Applicability,
        Score = mark.Score,
        Rationale = mark.Rationale,
    };
}

internal sealed class EvaluationMisconception
{
    private EvaluationMisconception()
    {
    }

    public Guid EvaluationId { get; private set; }

    public string MisconceptionId { get; private set; } = "";

    public string Correction { get; private set; } = "";

    public int EvidenceStart { get; private set; }

    public int EvidenceLength { get; private set; }

    public string Quote { get; private set; } = "";

    public static EvaluationMisconception Of(Guid evaluationId, MisconceptionMark mark) => new()
    {
        EvaluationId = evaluationId,
        MisconceptionId = mark.MisconceptionId,
        Correction = mark.Correction,
        EvidenceStart = mark.Start,
        EvidenceLength = mark.Length,
        Quote = mark.Quote,
    };
}
