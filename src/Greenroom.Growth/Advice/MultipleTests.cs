namespace Greenroom.Growth.Advice;

/// <summary>Which of many tests at once may be believed.</summary>
internal static class MultipleTests
{
    /// <summary>
    /// Benjamini and Hochberg (1995): with p₍₁₎ ≤ … ≤ p₍m₎, rejects the k smallest, k the largest i with p₍i₎ ≤ i·q/m. Answers in the order given.
    /// </summary>
    public static bool[] BenjaminiHochberg(IReadOnlyList<double> ps, double q)
    {
        var sorted = ps.Order().ToArray();
        var last = Array.FindLastIndex([.. sorted.Select((p, index) => p <= (index + 1) * q / sorted.Length)], passes => passes);
        return [.. ps.Select(p => last >= 0 && p <= sorted[last])];
    }
}
