namespace Greenroom.Bench;

/// <summary>
/// The monotone function nearest to given pairs in least squares, found by pooling adjacent violators (PAVA; Ayer et al., 1955;
/// Barlow et al., 1972), with straight lines between the pools.
/// </summary>
internal sealed class IsotonicRegression
{
    /// <summary>Many pairs are averaged in this many bins of equal size first, so that a few of them cannot bend the ends.</summary>
    private const int MostBins = 12;

    private readonly double[] inputs;
    private readonly double[] outputs;

    private IsotonicRegression(double[] inputs, double[] outputs)
    {
        this.inputs = inputs;
        this.outputs = outputs;
    }

    public static IsotonicRegression Fit(IEnumerable<(double Input, double Output)> pairs)
    {
        var sorted = pairs.OrderBy(pair => pair.Input).ToArray();
        var size = Math.Max(1, sorted.Length / MostBins);
        var pools = new List<(double Input, double Output, double Weight)>();
        foreach (var bin in sorted.Chunk(size))
        {
            pools.Add((bin.Average(pair => pair.Input), bin.Average(pair => pair.Output), bin.Length));
            while (pools.Count > 1 && pools[^2].Output >= pools[^1].Output)
            {
                var (left, right) = (pools[^2], pools[^1]);
                var weight = left.Weight + right.Weight;
                pools.RemoveAt(pools.Count - 1);
                pools[^1] = (
                    ((left.Input * left.Weight) + (right.Input * right.Weight)) / weight,
                    ((left.Output * left.Weight) + (right.Output * right.Weight)) / weight,
                    weight);
            }
        }

        return pools.Count == 0
            ? throw new ArgumentException("No pairs to fit.", nameof(pairs))
            : new IsotonicRegression([.. pools.Select(pool => pool.Input)], [.. pools.Select(pool => pool.Output)]);
    }

    public double Predict(double input)
    {
        var index = Array.BinarySearch(inputs, input);
        if (index >= 0)
        {
            return outputs[index];
        }

        var next = ~index;
        if (next == 0)
        {
            return outputs[0];
        }

        if (next == inputs.Length)
        {
            return outputs[^1];
        }

        var share = (input - inputs[next - 1]) / (inputs[next] - inputs[next - 1]);
        return outputs[next - 1] + (share * (outputs[next] - outputs[next - 1]));
    }
}
