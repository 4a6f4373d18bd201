using Greenroom.Interviews.Grading.Language;
using Range = Greenroom.Interviews.Grading.Language.Range;

namespace Greenroom.Interviews.Grading;

/// <summary>How many of each point's own words a piece of an answer has, whatever sentence of the point they come from.</summary>
internal sealed class PointProfiles
{
    private readonly AnalysedText text;
    private readonly double[][] byToken;
    private readonly double[] weights;
    private readonly int points;

    public PointProfiles(AnalysedText text, MatchedAnswer matched, PreparedEntry entry)
    {
        this.text = text;
        points = entry.Points.Count;
        byToken = new double[text.Tokens.Length][];
        weights = new double[text.Tokens.Length];
        for (var index = 0; index < byToken.Length; index++)
        {
            byToken[index] = new double[points];
            weights[index] = matched.WeightAt(index);
            foreach (var (term, strength) in matched.MatchesAt(index))
            {
                for (var point = 0; point < points; point++)
                {
                    var value = strength * entry.Points[point].Profile[term];
                    byToken[index][point] = Math.Max(byToken[index][point], value);
                }
            }
        }
    }

    /// <summary>Each point's mass in the range, and the weight of all words in it; a repeated word counts once.</summary>
    public (double[] Mass, double Total, int Words) Of(Range range)
    {
        var mass = new double[points];
        double total = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = range.First; index < range.End; index++)
        {
            if (!text.Tokens[index].IsContent || !seen.Add(text.Tokens[index].Stem))
            {
                continue;
            }

            total += weights[index];
            for (var point = 0; point < points; point++)
            {
                mass[point] += byToken[index][point];
            }
        }

        return (mass, total, seen.Count);
    }

    /// <summary>The weighted share of the words of the answer that some point of the entry uses. Whoever admits not to know one thing has not left the subject.</summary>
    public double Coverage()
    {
        double covered = 0, total = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var admitted = text.Sentences.Where(sentence => NonAnswer.Admits(sentence, text)).Select(sentence => sentence.Tokens).ToArray();
        for (var index = 0; index < byToken.Length; index++)
        {
            if (Array.Exists(admitted, range => index >= range.First && index < range.End))
            {
                continue;
            }

            if (text.Tokens[index].IsContent && seen.Add(text.Tokens[index].Stem))
            {
                total += weights[index];
                covered += Math.Min(weights[index], byToken[index].Max());
            }
        }

        return total == 0 ? 0 : covered / total;
    }
}
