using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Bench;

/// <summary>
/// Fits the weights of the reference mode by ridge regression (Hoerl and Kennard, 1970) on several graded sets at once, each set with its
/// own intercept and the same total weight, and prints how weights fitted on the others do on the set left out.
/// </summary>
internal static class FitCommand
{
    private const double Ridge = 0.02;

    public static int Run(string[] files)
    {
        if (files.Length == 0)
        {
            return 2;
        }

        var sets = files.Select(Load).ToArray();
        Print("all sets", Fit(sets));
        foreach (var left in sets)
        {
            var others = sets.Where(set => set != left).ToArray();
            var weights = Fit(others.Length == 0 ? sets : others);
            Print($"without {left.Name}", weights);
            Console.WriteLine($"  r on {left.Name}: {Correlation(left, weights):F3}; fitted on itself {Correlation(left, Fit([left])):F3}");
        }

        foreach (var set in sets)
        {
            Console.WriteLine($"r on {set.Name} of each measure alone: " + string.Join("  ", Enumerable.Range(0, set.Rows[0].Features.Length).Select(feature =>
                $"{Name(feature)} {Statistics.Pearson([.. set.Rows.Select(row => row.Features[feature])], [.. set.Rows.Select(row => row.Gold)]):F3}")));
        }

        return 0;
    }

    private static LoadedSet Load(string file)
    {
        var graders = new Dictionary<string, ReferenceGrader>(StringComparer.Ordinal);
        var rows = new List<(double[] Features, double Gold)>();
        foreach (var answer in GradedAnswer.Read(file))
        {
            var key = answer.QuestionId + answer.Question;
            if (!graders.TryGetValue(key, out var grader))
            {
                graders[key] = grader = new ReferenceGrader(answer.Question, answer.References);
            }

            var text = AnalysedText.Of(answer.Answer);
            if (text.Tokens.Length == 0)
            {
                continue;
            }

            var best = grader.Features(text).MaxBy(ReferenceModel.Score);
            rows.Add((best.ToArray(), answer.Gold));
        }

        return new LoadedSet(Path.GetFileName(file), rows);
    }

    private static double[] Fit(LoadedSet[] sets)
    {
        var size = sets[0].Rows[0].Features.Length;
        var matrix = new double[size, size];
        var vector = new double[size];
        foreach (var set in sets)
        {
            var count = set.Rows.Count;
            var means = Enumerable.Range(0, size).Select(feature => set.Rows.Average(row => row.Features[feature])).ToArray();
            var mean = set.Rows.Average(row => row.Gold);
            var spread = Math.Sqrt(set.Rows.Average(row => (row.Gold - mean) * (row.Gold - mean)));
            foreach (var (features, gold) in set.Rows)
            {
                for (var i = 0; i < size; i++)
                {
                    vector[i] += (features[i] - means[i]) * (gold - mean) / spread / count;
                    for (var j = 0; j < size; j++)
                    {
                        matrix[i, j] += (features[i] - means[i]) * (features[j] - means[j]) / count;
                    }
                }
            }
        }

        for (var i = 0; i < size; i++)
        {
            matrix[i, i] += Ridge * sets.Length;
        }

        return Solve(matrix, vector);
    }

    /// <summary>Gauss elimination; the matrix is symmetric and positive definite.</summary>
    private static double[] Solve(double[,] matrix, double[] vector)
    {
        var size = vector.Length;
        for (var pivot = 0; pivot < size; pivot++)
        {
            for (var row = pivot + 1; row < size; row++)
            {
                var factor = matrix[row, pivot] / matrix[pivot, pivot];
                for (var column = pivot; column < size; column++)
                {
                    matrix[row, column] -= factor * matrix[pivot, column];
                }

                vector[row] -= factor * vector[pivot];
            }
        }

        var solution = new double[size];
        for (var row = size - 1; row >= 0; row--)
        {
            var rest = vector[row];
            for (var column = row + 1; column < size; column++)
            {
                rest -= matrix[row, column] * solution[column];
            }

            solution[row] = rest / matrix[row, row];
        }

        return solution;
    }

    private static double Correlation(LoadedSet set, double[] weights) => Statistics.Pearson(
        [.. set.Rows.Select(row => row.Features.Zip(weights, (feature, weight) => feature * weight).Sum())],
        [.. set.Rows.Select(row => row.Gold)]);

    private static void Print(string title, double[] weights) =>
        Console.WriteLine($"{title}: " + string.Join("  ", weights.Select((weight, index) => $"{Name(index)} {weight:F2}")));

    private static string Name(int feature) => typeof(ReferenceFeatures).GetConstructors()[0].GetParameters()[feature].Name!;

    private sealed record LoadedSet(string Name, List<(double[] Features, double Gold)> Rows);
}
