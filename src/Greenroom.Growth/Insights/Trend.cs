using System.Runtime.InteropServices;

namespace Greenroom.Growth.Insights;

/// <summary>A total of this period beside the same total of the period before. Compared in whole numbers, so that exactly 20 % is 20 % and not a little more.</summary>
/// <param name="Current">The total of the period.</param>
/// <param name="Previous">The total of the period before.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Trend(long Current, long Previous)
{
    /// <summary>Whether there is anything to compare with.</summary>
    public TrendBasis Basis => Previous > 0 ? TrendBasis.PreviousPeriod : TrendBasis.NoPrevious;

    /// <summary>(current − previous) / previous · 100; 0 when there was nothing before. Never NaN or infinite.</summary>
    public double Percent => Previous > 0 ? (Current - Previous) * 100.0 / Previous : 0;

    /// <summary>Strictly more than so many percent.</summary>
    public bool IsAbove(int percent) => Previous > 0 ? 100 * (Int128)(Current - Previous) > percent * (Int128)Previous : percent < 0;
}
