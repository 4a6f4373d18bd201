namespace Greenroom.Bench;

/// <summary>The straight line nearest to given pairs, with a slope that is not negative.</summary>
internal sealed record LeastSquaresLine(double Intercept, double Slope)
{
    public static LeastSquaresLine Fit(IEnumerable<(double Input, double Output)> pairs)
    {
        var all = pairs.ToArray();
        var (meanInput, meanOutput) = (all.Average(pair => pair.Input), all.Average(pair => pair.Output));
        var spread = all.Sum(pair => (pair.Input - meanInput) * (pair.Input - meanInput));
        var slope = spread == 0 ? 0 : Math.Max(0, all.Sum(pair => (pair.Input - meanInput) * (pair.Output - meanOutput)) / spread);
        return new LeastSquaresLine(meanOutput - (slope * meanInput), slope);
    }

    public double Predict(double input) => Intercept + (Slope * input);
}
