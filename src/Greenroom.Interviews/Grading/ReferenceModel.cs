namespace Greenroom.Interviews.Grading;

/// <summary>
/// From measures to a mark: a weighted sum between two ends, then the guards. The weights come from a ridge regression on the sets of <c>docs/grading.md</c>
/// (<c>bench fit</c> prints it, and how weights fitted on one set do on the other), rounded and simplified; the ends are fixed by reasoning:
/// a copied reference is 5, an answer that shares no word with it is 0. What is turned round or swapped is taken off as a share, not as
/// fitted: such answers are rare in the sets, and wrong by definition.
/// </summary>
internal static class ReferenceModel
{
    private const double Nothing = -0.4;
    private const double Everything = 0.67;
    private const double Bend = 0.8;
    private const double PriceOfTurning = 0.3;
    private const double PriceOfSwapping = 0.8;

    public static double Score(ReferenceFeatures features) =>
        5 * Bent(Math.Max(0, (Sum(features) - Nothing) / (Everything - Nothing)))
        * (1 - (PriceOfTurning * features.Turned)) * (1 - (PriceOfSwapping * features.Swapped));

    /// <summary>Straight up to the bend, then ever nearer to 1: good answers keep their order.</summary>
    private static double Bent(double share) =>
        share <= Bend ? share : Bend + ((1 - Bend) * (1 - Math.Exp(-(share - Bend) / (1 - Bend))));

    private static double Sum(ReferenceFeatures features) =>
        (0.4 * features.Recall)
        + (0.2 * features.Precision)
        + (0.3 * features.Order)
        + (0.2 * features.Units)
        + (0.32 * features.Length)
        + (0.3 * features.Mass)
        - (0.82 * features.LongReference)
        - (0.35 * features.Turned);
}
