namespace Greenroom.Bench;

/// <summary>Logistic regression with an intercept and an L2 penalty, by gradient descent on all rows; classes weigh the same.</summary>
internal static class LogisticRegression
{
    private const int Rounds = 1500;
    private const double Rate = 1.5;

    /// <summary>The weights, the intercept last.</summary>
    public static double[] Fit(IReadOnlyList<(double[] Features, bool Positive)> rows, double penalty)
    {
        var size = rows[0].Features.Length;
        var weights = new double[size + 1];
        var positive = 0.5 / Math.Max(1, rows.Count(row => row.Positive));
        var negative = 0.5 / Math.Max(1, rows.Count(row => !row.Positive));
        var gradient = new double[size + 1];
        for (var round = 0; round < Rounds; round++)
        {
            Array.Clear(gradient);
            foreach (var (features, isPositive) in rows)
            {
                var error = (Predict(weights, features) - (isPositive ? 1 : 0)) * (isPositive ? positive : negative);
                for (var index = 0; index < size; index++)
                {
                    gradient[index] += error * features[index];
                }

                gradient[size] += error;
            }

            for (var index = 0; index <= size; index++)
            {
                weights[index] -= Rate * (gradient[index] + (index < size ? penalty * weights[index] : 0));
            }
        }

        return weights;
    }

    public static double Predict(double[] weights, double[] features)
    {
        var sum = weights[^1];
        for (var index = 0; index < features.Length; index++)
        {
            sum += weights[index] * features[index];
        }

        return 1 / (1 + Math.Exp(-sum));
    }
}
