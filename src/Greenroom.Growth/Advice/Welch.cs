using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Greenroom.Growth.Advice;

/// <summary>Difference of two means whose groups may scatter differently.</summary>
/// <param name="Interval">95 %, of the difference.</param>
internal sealed record WelchResult(double Difference, double StandardError, double T, double DegreesOfFreedom, double P, Interval Interval);

/// <summary>
/// Welch (1947): t = (mean₁ − mean₂) / √(s₁²/n₁ + s₂²/n₂), with Satterthwaite's degrees of freedom. The two groups are never of one size here,
/// which is where Student's pooled test goes wrong.
/// </summary>
internal static class Welch
{
    /// <summary>first − second; null when there are fewer than two values on a side or nothing varies.</summary>
    public static WelchResult? Compare(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count < 2 || second.Count < 2)
        {
            return null;
        }

        var (one, two) = (first.Variance() / first.Count, second.Variance() / second.Count);
        if (one + two <= 1e-15)
        {
            return null;
        }

        var difference = first.Mean() - second.Mean();
        var error = Math.Sqrt(one + two);
        var freedom = (one + two) * (one + two) / ((one * one / (first.Count - 1)) + (two * two / (second.Count - 1)));
        var t = difference / error;
        var p = Math.Min(1, 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(t)));
        var reach = StudentT.InvCDF(0, 1, freedom, 0.975) * error;
        return new WelchResult(difference, error, t, freedom, p, new Interval(difference - reach, difference + reach));
    }
}
