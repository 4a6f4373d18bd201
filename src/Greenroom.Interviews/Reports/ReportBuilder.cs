using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Questions;
using Greenroom.Interviews.Turns;

namespace Greenroom.Interviews.Reports;

/// <summary>Makes the report from what is stored: pure, so the same interview gives the same report.</summary>
internal sealed class ReportBuilder(QuestionBank bank)
{
    /// <summary>How far a single mark of the built-in grader is typically from a human's, in points of 100 (docs/grading.md).</summary>
    private const double TypicalError = 18;

    public static Band BandOf(int score) => score switch
    {
        >= 90 => Band.Exceptional,
        >= 75 => Band.Strong,
        >= 60 => Band.Solid,
        >= 40 => Band.Developing,
        _ => Band.NotYet,
    };

    /// <summary>The mean over the questions that were marked; null when none was. Skipped and expired questions are not 0, they are not covered.</summary>
    public static int? Score(IReadOnlyList<QuestionBlock> blocks) => Mean(blocks.Select(b => b.Total?.Score));

    public IReadOnlyList<QuestionBlock> Blocks(ReportMaterial material)
    {
        var main = material.Conversations.FirstOrDefault(c => c.Track == Track.Main)?.Id;
        return [.. material.Questions
            .Where(q => q.ConversationId == main && q.Kind == QuestionKind.Main)
            .OrderBy(q => q.QuestionNumber)
            .Select(q => Block(q, material))];
    }

    /// <summary>While the interview runs there is nothing to tell but how far it is.</summary>
    public static ReportView Pending(Interview interview) => new(
        interview.Id, ReportStatus.Pending, PracticeViews.Of(interview), "The interview is not over yet.", interview.AnsweredQuestions, interview.Plan.Count,
        Score: null, UnaidedScore: null, Low: null, High: null, Band: null, Confidence: null, [], [], [], interview.RubricVersion, interview.BankVersion, GeneratedAt: null);

    public ReportView Build(ReportMaterial material, DateTime now)
    {
        var interview = material.Interview;
        var blocks = Blocks(material);
        var marked = blocks.Where(b => b.Total is { Score: not null }).ToList();
        var score = Score(blocks);
        var spread = marked.Count == 0 ? 0 : (int)Math.Round(TypicalError / Math.Sqrt(marked.Count) * (marked.Exists(b => b.Total!.Confidence == Confidence.Low) ? 1.5 : 1));
        var answered = blocks.Count(b => b.Answers.Count > 0);
        var status = marked.Count == 0 ? ReportStatus.NotGraded : marked.Count < interview.Plan.Count ? ReportStatus.Partial : ReportStatus.Complete;
        return new ReportView(
            interview.Id,
            status,
            PracticeViews.Of(interview),
            Findings.Of(blocks, score, answered, interview.Plan.Count),
            answered,
            interview.Plan.Count,
            score,
            Mean(blocks.Select(b => b.Unaided)),
            score - Math.Min(spread, score ?? 0),
            score + Math.Min(spread, 100 - (score ?? 0)),
            score is { } s ? BandOf(s) : null,
            marked.Count == 0 ? null : marked.Min(b => b.Total!.Confidence),
            Dimensions(marked),
            Topics(blocks),
            [.. blocks.Select(b => Question(b, interview))],
            interview.RubricVersion,
            interview.BankVersion,
            now);
    }

    private QuestionBlock Block(Question main, ReportMaterial material)
    {
        var entry = bank.Find(main.BankQuestionId);
        var own = material.Questions.Where(q => q.Id == main.Id || q.ParentQuestionId == main.Id).ToDictionary(q => q.Id);
        var answers = material.Answers
            .Where(a => a.QuestionId is { } id && own.ContainsKey(id))
            .Select(a => (own[a.QuestionId!.Value], a, material.Evaluations.LastOrDefault(e => e.AnswerMessageId == a.Id)))
            .ToList();
        var grades = answers.Where(a => a.Item3 is not null).Select(a => new AnsweredGrade(a.a.Id, a.a.Content, a.Item3!.ToGrade())).ToList();
        var total = entry is null ? null : QuestionMarks.Total(entry, grades);
        var unaided = entry is null || total is null ? null : QuestionMarks.Unaided(entry, total, grades[0].Answer, main.HintLevel);
        return new QuestionBlock(main, entry, answers, grades, total, unaided);
    }

    private ReportQuestion Question(QuestionBlock block, Interview interview)
    {
        var (main, entry, total) = (block.Main, block.Entry, block.Total);
        var named = entry is null ? new HashSet<string>(StringComparer.Ordinal) : QuestionMarks.NamedByHints(entry, main.HintLevel);
        var first = block.Answers.Select(a => a.Evaluation).FirstOrDefault(e => e is not null);
        return new ReportQuestion(
            main.Id,
            main.QuestionNumber,
            entry?.Topic ?? "",
            bank.Topics.FirstOrDefault(t => t.Slug == entry?.Topic && t.ParentId is null)?.Title ?? "",
            entry?.Subtopic ?? "",
            main.Difficulty,
            main.Prompt,
            main.Status,
            total?.Status ?? (block.Answers.Count > 0 ? GradeStatus.NotGraded : null),
            total?.Score,
            block.Unaided,
            total?.Score is { } score ? BandOf(score) : null,
            total?.Confidence,
            first?.Engine ?? interview.Engine.Split(':')[0],
            block.Answers.Any(a => a.Evaluation?.Disagreement == true),
            block.Answers.Select(a => a.Evaluation).FirstOrDefault(e => e?.FallbackCode is not null) is { } fallen ? new FallbackView(fallen.FallbackCode!, fallen.FallbackDetail ?? "") : null,
            main.HintLevel,
            main.Clarified,
            [.. block.Answers.Select(a => new ReportAnswer(a.Answer.Id, a.Question.Kind, a.Question.Prompt, a.Answer.Content, a.Answer.CreatedAt))],
            entry is null ? [] : [.. QuestionMarks.Merge(entry, block.Grades).Select(p => Point(p, entry, named))],
            total is null ? [] : [.. total.Dimensions.Select(TurnViews.Of)],
            [.. block.Grades.SelectMany(g => g.Grade.Misconceptions.Select(m => new ReportMisconception(m.MisconceptionId, m.Correction, g.MessageId, m.Quote, m.Start, m.Length))).DistinctBy(m => m.Id)],
            entry?.ModelAnswer.Trim(),
            entry?.References ?? [],
            Retries: []);
    }

    private static ReportPoint Point(AnsweredPoint point, BankEntry entry, IReadOnlySet<string> named)
    {
        var key = entry.KeyPoints.Single(p => p.Id == point.Mark.PointId);
        return new ReportPoint(
            key.Id, key.Claim, point.Mark.Verdict, key.Weight, key.Core, point.Mark.Quote is null ? null : point.AnswerMessageId, point.Mark.Quote,
            point.Mark.Start, point.Mark.Length, named.Contains(key.Id), point.Mark.Verdict == Verdict.Hit ? null : key.Phrasings.Count > 0 ? key.Phrasings[0] : key.Claim);
    }

    private static List<DimensionView> Dimensions(List<QuestionBlock> marked) =>
        [.. Enum.GetValues<Dimension>().Select(dimension =>
        {
            var observed = marked.SelectMany(b => b.Total!.Dimensions).Where(d => d.Dimension == dimension && d is { Applicability: Applicability.Observed, Score: not null }).ToList();
            return observed.Count == 0
                ? new DimensionView(dimension, Rubric.WeightOf(dimension), Applicability.NotElicited, Score: null, "No question of this interview asked for it.")
                : new DimensionView(
                    dimension,
                    Rubric.WeightOf(dimension),
                    Applicability.Observed,
                    Math.Round(observed.Average(d => d.Score!.Value) * 2, MidpointRounding.AwayFromZero) / 2,
                    observed.Count == 1 ? "From one question." : $"The mean of {observed.Count} questions.");
        })];

    private List<ReportTopic> Topics(IReadOnlyList<QuestionBlock> blocks) =>
        [.. blocks.Where(b => b.Entry is not null).GroupBy(b => b.Entry!.Topic, StringComparer.Ordinal)
            .Select(g => new ReportTopic(g.Key, bank.Topics.First(t => t.Slug == g.Key && t.ParentId is null).Title, g.Count(), Mean(g.Select(b => b.Total?.Score))))];

    private static int? Mean(IEnumerable<int?> scores)
    {
        var known = scores.Where(s => s is not null).ToList();
        return known.Count == 0 ? null : (int)Math.Round(known.Average(s => s!.Value), MidpointRounding.AwayFromZero);
    }
}
