namespace Greenroom.Growth;

/// <summary>
/// SplitMix64 of Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. Written out here because the sandbox and
/// the permutation tests must draw the same numbers in every later release, which <see cref="System.Random"/> does not promise.
/// </summary>
internal sealed class SplitMix64(ulong seed)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private ulong state = seed;

    /// <summary>
    /// A stream of its own for one concern, and for one number within it (a post, a week, a day): what one of them draws never shifts another.
    /// The name is hashed by FNV-1a; all of it is mixed once more, because states that lie a multiple of gamma apart are one stream with a delay.
    /// </summary>
    public static SplitMix64 Stream(ulong seed, string concern, long number = 0)
    {
        var name = 0xCBF29CE484222325UL;
        foreach (var letter in concern)
        {
            name = (name ^ letter) * 0x100000001B3UL;
        }

        return new SplitMix64(Mix(Mix(Mix(seed + Gamma) ^ name) + ((ulong)number * Gamma)));
    }

    public ulong Next()
    {
        state += Gamma;
        return Mix(state);
    }

    /// <summary>In [0, 1), from the upper 53 bits.</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number in [0, count). Multiplying is fair enough for the small counts here.</summary>
    public int Below(int count) => (int)(Uniform() * count);

    /// <summary>Fisher and Yates: every order is as likely as any other.</summary>
    public void Shuffle(double[] values)
    {
        for (var last = values.Length - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>An index, drawn in proportion to its weight.</summary>
    public int Weighted(IReadOnlyList<double> weights)
    {
        var left = Uniform() * weights.Sum();
        for (var index = 0; index < weights.Count - 1; index++)
        {
            left -= weights[index];
            if (left < 0)
            {
                return index;
            }
        }

        return weights.Count - 1;
    }

    /// <summary>Standard normal by Box and Muller (1958). The sine half is thrown away, so that every call takes exactly two draws.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    public double Normal(double mean, double deviation) => mean + (deviation * Normal());

    /// <summary>
    /// Counts exponential gaps up to the mean, so it is exact for any mean, and for a greater mean the same stream never counts fewer:
    /// that is how the likes of a post rise with its age though their noise is drawn once.
    /// </summary>
    public int Poisson(double mean)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mean);
        var count = 0;
        for (var at = Gap(); at <= mean; at += Gap())
        {
            count++;
        }

        return count;

        double Gap() => -Math.Log(1 - Uniform());
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
