namespace Greenroom.Interviews.Grading;

/// <summary>
/// From measures to a mark: a weighted sum through a logistic curve. The weights are those of a ridge regression on two public sets,
/// rounded (<c>bench fit</c> prints them); the curve is fixed by reasoning: a copied reference is near 5, no shared word is near 0.
/// The weight of a swap is not fitted, because the sets hold hardly any: a swap is wrong by definition.
/// </summary>
internal static class ReferenceModel
{
    private const double Middle = 0.62;
    private const double Width = 0.22;

    public static double Score(ReferenceFeatures features) => 5 / (1 + Math.Exp(-(Sum(features) - Middle) / Width));

    public static double Sum(ReferenceFeatures features) =>
        (0.15 * features.Recall)
        + (0.35 * features.NewRecall)
        + (0.15 * features.Precision)
        + (0.3 * features.Order)
        + (0.2 * features.Units)
        + (0.1 * features.Trigrams)
        + (0.4 * features.Length)
        + (0.3 * features.Mass)
        - (0.3 * features.LongReference)
        - (0.4 * features.Turned)
        - (0.8 * features.Swapped);
}
