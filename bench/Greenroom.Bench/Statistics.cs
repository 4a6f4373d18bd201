namespace Greenroom.Bench;

/// <summary>The figures that graders are compared by, and loads are told in.</summary>
internal static class Statistics
{
    public static double Pearson(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        var (meanLeft, meanRight) = (left.Average(), right.Average());
        double product = 0, squaresLeft = 0, squaresRight = 0;
        for (var index = 0; index < left.Count; index++)
        {
            var (a, b) = (left[index] - meanLeft, right[index] - meanRight);
            product += a * b;
            squaresLeft += a * a;
            squaresRight += b * b;
        }

        return squaresLeft == 0 || squaresRight == 0 ? 0 : product / Math.Sqrt(squaresLeft * squaresRight);
    }

    public static double RootMeanSquareError(IReadOnlyList<double> predicted, IReadOnlyList<double> actual) =>
        Math.Sqrt(predicted.Zip(actual, (a, b) => (a - b) * (a - b)).Average());

    /// <summary>Nearest rank.</summary>
    public static double Percentile(IReadOnlyCollection<double> values, double percent)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    /// <summary>The chance that a right answer scores above a wrong one, ties counted half (Mann and Whitney, 1947).</summary>
    public static double AreaUnderCurve(IEnumerable<(double Score, bool Right)> rows)
    {
        var sorted = rows.OrderBy(row => row.Score).ToArray();
        double ranks = 0;
        for (var first = 0; first < sorted.Length;)
        {
            var end = first;
            while (end < sorted.Length && sorted[end].Score == sorted[first].Score)
            {
                end++;
            }

            ranks += (first + 1 + end) / 2.0 * sorted[first..end].Count(row => row.Right);
            first = end;
        }

        double right = sorted.Count(row => row.Right);
        var wrong = sorted.Length - right;
        return right == 0 || wrong == 0 ? 0.5 : (ranks - (right * (right + 1) / 2)) / (right * wrong);
    }

    public static double MacroF1(IEnumerable<(bool Predicted, bool Actual)> rows)
    {
        var counts = rows.CountBy(row => row).ToDictionary();
        double Count(bool predicted, bool actual) => counts.GetValueOrDefault((predicted, actual));
        double F1(bool side)
        {
            var hits = 2 * Count(side, side);
            var all = hits + Count(side, !side) + Count(!side, side);
            return all == 0 ? 0 : hits / all;
        }

        return (F1(true) + F1(false)) / 2;
    }
}
