using Greenroom.Interviews.Questions;

namespace Greenroom.Interviews.Grading;

/// <summary>
/// Rubric <c>greenroom-backend/1</c>: from verdicts to dimension marks to a total. Pure, and the same for every grader: no model is
/// ever asked for a number.
/// </summary>
internal static class Rubric
{
    public const string Version = "greenroom-backend/1";

    private const decimal Full = 5m;

    private static readonly (Dimension Dimension, int Weight)[] Weights =
    [
        (Dimension.Correctness, 30),
        (Dimension.Depth, 20),
        (Dimension.Tradeoffs, 15),
        (Dimension.FailureModes, 15),
        (Dimension.Specificity, 10),
        (Dimension.Communication, 10),
    ];

    public static int WeightOf(Dimension dimension) => Array.Find(Weights, weight => weight.Dimension == dimension).Weight;

    public static IReadOnlyList<DimensionMark> Dimensions(
        BankEntry entry, IReadOnlyList<PointMark> points, IReadOnlyList<MisconceptionMark> misconceptions, AnswerShape shape)
    {
        var byId = entry.KeyPoints.ToDictionary(point => point.Id);
        var marks = Weights.Where(weight => weight.Dimension != Dimension.Communication)
            .Select(weight => Mark(weight.Dimension, entry, byId, points, misconceptions)).ToList();
        marks.Add(Communication(entry, points, misconceptions, shape));
        return marks;
    }

    /// <summary>100 × Σ(weight × score / 5) / Σ weight over the observed dimensions, rounded; 0 when none is.</summary>
    public static int Total(IReadOnlyList<DimensionMark> dimensions)
    {
        var observed = dimensions.Where(mark => mark is { Applicability: Applicability.Observed, Score: not null }).ToArray();
        var weight = observed.Sum(mark => WeightOf(mark.Dimension));
        return weight == 0
            ? 0
            : (int)Math.Round(observed.Sum(mark => WeightOf(mark.Dimension) * mark.Score!.Value / Full) * 100m / weight, MidpointRounding.AwayFromZero);
    }

    /// <summary>The most that a dimension can get after these verdicts and misconceptions, whoever scores it.</summary>
    public static decimal Ceiling(Dimension dimension, BankEntry entry, IReadOnlyList<PointMark> points, IReadOnlyList<MisconceptionMark> misconceptions)
    {
        var core = entry.KeyPoints.Where(point => point.Core && point.Dimension == dimension).Select(point => point.Id).ToHashSet(StringComparer.Ordinal);
        var ceiling = dimension == Dimension.Correctness ? CapByCorePoints(Full, [.. points.Where(mark => core.Contains(mark.PointId))], []) : Full;
        return misconceptions.Select(misconception => CapOf(entry, misconception, dimension)).OfType<int>().Select(cap => (decimal)cap).Prepend(ceiling).Min();
    }

    /// <summary>What a verdict is worth of its point's weight.</summary>
    public static decimal Worth(Verdict verdict) => verdict switch
    {
        Verdict.Hit => 1m,
        Verdict.Partial => 0.5m,
        _ => 0m,
    };

    private static DimensionMark Mark(
        Dimension dimension,
        BankEntry entry,
        Dictionary<string, KeyPoint> byId,
        IReadOnlyList<PointMark> points,
        IReadOnlyList<MisconceptionMark> misconceptions)
    {
        var tagged = points.Where(mark => byId[mark.PointId].Dimension == dimension).ToArray();
        if (tagged.Length == 0)
        {
            return new DimensionMark(dimension, Applicability.NotElicited, null, "The question has no point of this kind.");
        }

        var score = ToHalves(Full * Share(tagged));
        var reasons = new List<string> { $"{tagged.Count(mark => mark.Verdict == Verdict.Hit)} of {tagged.Length} points" };
        if (tagged.Count(mark => mark.Verdict == Verdict.Partial) is > 0 and var partial)
        {
            reasons.Add($"{partial} in part");
        }

        if (dimension == Dimension.Correctness)
        {
            score = CapByCorePoints(score, tagged.Where(mark => byId[mark.PointId].Core).ToArray(), reasons);
        }

        foreach (var misconception in misconceptions)
        {
            if (CapOf(entry, misconception, dimension) is { } cap && cap < score)
            {
                score = cap;
                reasons.Add($"at most {cap} with a misconception");
            }
        }

        return new DimensionMark(dimension, Applicability.Observed, score, string.Join("; ", reasons) + ".");
    }

    private static decimal CapByCorePoints(decimal score, PointMark[] core, List<string> reasons)
    {
        if (core.Any(mark => mark.Verdict == Verdict.Contradicted))
        {
            reasons.Add("a core point is contradicted: at most 1");
            return Math.Min(score, 1m);
        }

        var missed = core.Count(mark => mark.Verdict == Verdict.Missed);
        if (missed == 0)
        {
            return score;
        }

        reasons.Add(missed == 1 ? "a core point is missed: at most 2" : $"{missed} core points are missed: at most 1");
        return Math.Min(score, missed == 1 ? 2m : 1m);
    }

    /// <summary>The shape of the answer, but never far above what it says: good order does not make up for missing content.</summary>
    private static DimensionMark Communication(
        BankEntry entry, IReadOnlyList<PointMark> points, IReadOnlyList<MisconceptionMark> misconceptions, AnswerShape shape)
    {
        if (shape.Words == 0)
        {
            return new DimensionMark(Dimension.Communication, Applicability.Insufficient, null, "There is no answer.");
        }

        var structure = 3m;
        var reasons = new List<string>();
        void Change(bool applies, decimal by, string reason)
        {
            if (applies)
            {
                structure += by;
                reasons.Add(reason);
            }
        }

        Change(AnswersFirst(points, shape), 1m, "answer first");
        Change(shape.HasConnectives && shape.Sentences >= 2, 1m, "reasons in order");
        Change(shape.ProseShare < 0.5, -2m, "a list of terms rather than sentences");
        Change(shape.Words < 20, -1m, "very short");
        Change(shape.Words > 350, -1m, "long");
        Change(shape.AverageSentence > 40, -1m, "sentences too long to follow");
        var content = points.Count == 0 ? 0 : ToHalves(Full * Share(points));
        var score = Math.Clamp(Math.Min(structure, content == 0m ? 0m : content + 1m), 0m, Full);
        foreach (var cap in misconceptions.Select(misconception => CapOf(entry, misconception, Dimension.Communication)).OfType<int>())
        {
            score = Math.Min(score, cap);
        }

        return new DimensionMark(Dimension.Communication, Applicability.Observed, score, reasons.Count == 0 ? "Plain." : Sentence(reasons));
    }

    private static bool AnswersFirst(IReadOnlyList<PointMark> points, AnswerShape shape) =>
        points.Any(mark => mark is { Verdict: Verdict.Hit, Start: < 160 }) && shape.Words >= 20;

    private static decimal Share(IReadOnlyCollection<PointMark> points) =>
        points.Sum(mark => mark.Weight * Worth(mark.Verdict)) / points.Sum(mark => mark.Weight);

    private static decimal ToHalves(decimal score) => Math.Round(score * 2m, MidpointRounding.AwayFromZero) / 2m;

    private static int? CapOf(BankEntry entry, MisconceptionMark mark, Dimension dimension) =>
        entry.Misconceptions.FirstOrDefault(misconception => misconception.Id == mark.MisconceptionId) is { } known
        && known.Caps.TryGetValue(dimension, out var cap)
            ? cap
            : null;

    private static string Sentence(List<string> reasons)
    {
        var text = string.Join("; ", reasons) + ".";
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
