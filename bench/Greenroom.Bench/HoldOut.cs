using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Questions;

namespace Greenroom.Bench;

/// <summary>
/// The honest figure for a bank: every phrasing and every opposite is taken out of its entry in turn and given as an answer. Nothing that
/// the grader then knows was written from that sentence, except that the author of the patterns had it before him; so the figures are
/// printed with the patterns and without.
/// </summary>
internal static class HoldOut
{
    public static int Run(QuestionBank bank, bool list)
    {
        foreach (var withPatterns in new[] { true, false })
        {
            var phrasings = new Tally();
            var opposites = new Tally();
            var strangers = new Tally();
            foreach (var entry in bank.Entries)
            {
                foreach (var point in entry.KeyPoints)
                {
                    foreach (var phrasing in point.Phrasings)
                    {
                        var changed = point with { Phrasings = [.. point.Phrasings.Where(other => other != phrasing)] };
                        var grade = Judge(entry, changed, phrasing, withPatterns);
                        phrasings.Add(VerdictOf(grade, point));
                        foreach (var mark in grade.Points.Where(mark => mark.PointId != point.Id))
                        {
                            strangers.Add(mark.Verdict);
                        }

                        Show(list && withPatterns && VerdictOf(grade, point) is not Verdict.Hit, "phrasing", VerdictOf(grade, point), entry, point, phrasing);
                    }

                    foreach (var opposite in point.Opposites)
                    {
                        var changed = point with { Opposites = [.. point.Opposites.Where(other => other != opposite)] };
                        var verdict = VerdictOf(Judge(entry, changed, opposite, withPatterns), point);
                        opposites.Add(verdict);
                        Show(list && withPatterns && verdict == Verdict.Hit, "opposite", verdict, entry, point, opposite);
                    }
                }
            }

            Console.WriteLine(withPatterns ? "held-out sentences, with the patterns of the entry" : "held-out sentences, without patterns");
            Console.WriteLine($"  phrasings on their own point    {phrasings}");
            Console.WriteLine($"  opposites on their own point    {opposites}");
            Console.WriteLine($"  phrasings on the other points   {strangers}");
        }

        return 0;
    }

    private static Grade Judge(BankEntry entry, KeyPoint changed, string answer, bool withPatterns)
    {
        var points = entry.KeyPoints.Select(point => point.Id == changed.Id ? changed : point);
        if (!withPatterns)
        {
            points = points.Select(point => point with { Any = [], Contradictions = [] });
        }

        return BuiltInGrader.Grade(PreparedEntry.Of(entry with { KeyPoints = [.. points] }), answer);
    }

    private static Verdict VerdictOf(Grade grade, KeyPoint point) => grade.Points.First(mark => mark.PointId == point.Id).Verdict;

    private static void Show(bool wanted, string kind, Verdict verdict, BankEntry entry, KeyPoint point, string text)
    {
        if (wanted)
        {
            Console.WriteLine($"{kind} {verdict.ToString().ToLowerInvariant(),-12} {entry.Id} {point.Id}: {text}");
        }
    }

    private sealed class Tally
    {
        private readonly Dictionary<Verdict, int> counts = [];

        public void Add(Verdict verdict) => counts[verdict] = counts.GetValueOrDefault(verdict) + 1;

        public override string ToString()
        {
            var total = Math.Max(1, counts.Values.Sum());
            return string.Join("  ", Enum.GetValues<Verdict>().Select(verdict =>
                $"{verdict.ToString().ToLowerInvariant()} {100.0 * counts.GetValueOrDefault(verdict) / total,5:F1} %")) + $"  (n = {counts.Values.Sum()})";
        }
    }
}
