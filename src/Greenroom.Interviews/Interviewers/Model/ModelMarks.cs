using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Questions;

namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>Turns what the model claims into a grade. Only quotes that hold count, and the total is the rubric's, never the model's.</summary>
/// <param name="Quotes">How many quotes the claims rest on.</param>
/// <param name="Unverified">How many of them do not hold.</param>
/// <param name="Problems">The same, in words for a second try.</param>
internal sealed record ModelMarks(Grade Grade, int Quotes, int Unverified, IReadOnlyList<string> Problems)
{
    private const int LongestReason = 200;
    private const decimal Tolerance = 1m;

    /// <summary>More than 30 % of quotes that do not hold: this is not a reading of the answer.</summary>
    public bool IsUsable => Unverified * 10 <= Quotes * 3;

    /// <param name="second">What the built-in grader makes of the answer, null where it cannot read it. A misconception that it found by its wording
    /// cannot be talked away, and a sentence shows more than one point only where it sees them too.</param>
    public static ModelMarks Of(BankEntry entry, string answer, IReadOnlyList<KeyPoint> points, GraderReply reply, Grade? second)
    {
        var seconds = (second?.Points ?? []).ToDictionary(mark => mark.PointId, mark => mark.Verdict, StringComparer.Ordinal);
        var evidence = new Evidence(entry, answer, isEnglish: second is not null);
        var problems = new List<string>();
        var quotes = 0;

        QuoteSpan? Check(string what, QuoteSpan? span)
        {
            quotes++;
            if (span is null)
            {
                problems.Add($"The quote of {what} is not a verbatim part of the answer that shows it.");
            }

            return span;
        }

        var claims = reply.Points.ToDictionary(claim => claim.Id, StringComparer.Ordinal);
        var marks = new Dictionary<string, PointMark>(StringComparer.Ordinal);
        foreach (var point in points.OrderByDescending(point => Rubric.Worth(seconds.GetValueOrDefault(point.Id, Verdict.Missed))).ThenByDescending(point => claims[point.Id].Verdict == Verdict.Hit).ThenByDescending(point => point.Weight))
        {
            var (_, verdict, quote) = claims[point.Id];
            var span = verdict == Verdict.Missed ? null : Check($"point {point.Id}", evidence.Verify(quote));
            marks[point.Id] = MarkOf(point, span is { } held ? evidence.Book(held, point, verdict, seconds.GetValueOrDefault(point.Id, Verdict.Missed)) : Verdict.Missed, span, evidence);
        }

        PointMark[] pointMarks = [.. points.Select(point => marks[point.Id])];
        var misconceptions = Misconceptions(entry, reply, evidence, Check, second?.Misconceptions ?? []);
        var scored = reply.Dimensions.ToDictionary(
            claim => claim.Dimension,
            claim => (Claim: claim, Holds: claim.Quote.Length > 0 && Check($"dimension {GraderReply.Word(claim.Dimension)}", evidence.Verify(claim.Quote)) is not null));
        string[] hidden =
        [
            .. entry.KeyPoints.Where(point => !marks.TryGetValue(point.Id, out var mark) || mark.Verdict is Verdict.Missed or Verdict.Contradicted).Select(point => point.Claim),
            .. entry.Misconceptions.Where(known => !misconceptions.Any(mark => mark.MisconceptionId == known.Id)).Select(known => known.Correction),
        ];
        var share = pointMarks.Sum(mark => mark.Weight * Rubric.Worth(mark.Verdict)) / Math.Max(1, pointMarks.Sum(mark => mark.Weight));
        DimensionMark[] dimensions =
        [
            .. Rubric.Dimensions(entry, pointMarks, misconceptions, AnswerShape.Of(evidence.Text)).Select(covered =>
                scored.TryGetValue(covered.Dimension, out var score)
                    ? Clamp(covered, score.Claim, score.Holds, Rubric.Ceiling(covered.Dimension, entry, pointMarks, misconceptions), share, hidden)
                    : covered),
        ];
        var grade = new Grade(GradeStatus.Graded, Rubric.Total(dimensions), Confidence.Medium, pointMarks, dimensions, misconceptions);
        return new ModelMarks(grade, quotes, problems.Count, problems);
    }

    private static PointMark MarkOf(KeyPoint point, Verdict verdict, QuoteSpan? span, Evidence evidence) =>
        verdict != Verdict.Missed && span is { } at
            ? new PointMark(point.Id, verdict, point.Weight, at.Start, at.Length, evidence.Slice(at))
            : new PointMark(point.Id, Verdict.Missed, point.Weight, null, null, null);

    private static List<MisconceptionMark> Misconceptions(
        BankEntry entry, GraderReply reply, Evidence evidence, Func<string, QuoteSpan?, QuoteSpan?> check, IReadOnlyList<MisconceptionMark> also)
    {
        var marks = also.ToList();
        foreach (var claim in reply.Misconceptions.DistinctBy(claim => claim.Id))
        {
            var known = entry.Misconceptions.First(candidate => candidate.Id == claim.Id);
            if (check($"misconception {claim.Id}", evidence.Verify(claim.Quote)) is { } span && !marks.Exists(mark => mark.MisconceptionId == claim.Id))
            {
                marks.Add(new MisconceptionMark(known.Id, known.Correction, span.Start, span.Length, evidence.Slice(span)));
            }
        }

        return marks;
    }

    /// <summary>The model may move a mark by one from what the verdicts cover; upwards only with words of the answer that hold, and never
    /// from nothing. A dimension without points of its own is measured by the share of all points, and needs words that hold.</summary>
    private static DimensionMark Clamp(DimensionMark covered, DimensionClaim claim, bool holds, decimal ceiling, decimal share, IReadOnlyList<string> hidden)
    {
        var reason = holds ? ReasonOf(claim, hidden) : null;
        if (covered.Applicability == Applicability.NotElicited)
        {
            var most = share > 0 ? Math.Round(share * 10m, MidpointRounding.AwayFromZero) / 2m + Tolerance : 0m;
            return holds && claim.Score is { } own
                ? new DimensionMark(covered.Dimension, Applicability.Observed, Math.Min(own, Math.Min(most, ceiling)), reason ?? "Shown by words of the answer.")
                : covered;
        }

        if (covered.Score is not { } score || claim.Score is not { } wanted)
        {
            return covered;
        }

        var highest = holds && score > 0 ? score + Tolerance : score;
        var clamped = Math.Clamp(Math.Clamp(wanted, Math.Min(score - Tolerance, highest), highest), 0m, ceiling);
        return covered with { Score = clamped, Rationale = reason ?? covered.Rationale };
    }

    /// <summary>A reason is shown when it is about words that hold and gives nothing away that may still be asked.</summary>
    private static string? ReasonOf(DimensionClaim claim, IReadOnlyList<string> hidden)
    {
        var reason = claim.Reason.ReplaceLineEndings(" ").Trim();
        if (reason.Length == 0 || !LeakGuard.IsClean(reason) || LeakGuard.Tells(reason, hidden))
        {
            return null;
        }

        if (reason.Length <= LongestReason)
        {
            return reason;
        }

        var cut = reason.LastIndexOf(' ', LongestReason - 1);
        return cut > 0 ? reason[..cut] + "…" : null;
    }
}
