namespace Greenroom.Interviews.Grading;

/// <summary>
/// Does a piece of an answer tell a point at all, and does it get the point wrong. The first is a logistic model fitted on phrasings and
/// opposites held out of the bank, with their patterns and without (<c>bench fit-bank</c> prints the weights and how they do on entries
/// left out), rounded. The second is a rule, because fitting shows that without a line that foresaw it, a wrong sentence can hardly be told
/// from a right one by its words: only a contradiction line, a copy of an opposite, or a plain denial of a right sentence count.
/// </summary>
internal static class PointModel
{
    private const double CopiesOpposite = 0.55;
    private const double NearerOpposite = 0.1;
    private const double CopiesRight = -0.45;
    private const double Denial = 0.2;
    private const double LongEnough = 0.6;

    public static double Tells(PointFeatures features) => 1 / (1 + Math.Exp(-(
        -4.1
        + (1.1 * features.Recall)
        + (1.7 * features.Precision)
        + (0.5 * features.Order)
        + (1.7 * features.Mass)
        + (0.2 * features.Focus)
        + (2.8 * features.Lead)
        + (1.8 * features.Relation)
        + (0.1 * features.Term)
        + (3.2 * features.Length))));

    /// <summary>The author foresaw these words as a belief in the contrary, and they do not stand in a copy of a right sentence.</summary>
    public static bool HasContradictionLine(PointFeatures features) => features.Contradiction > 0 && features.Turned > CopiesRight;

    public static bool IsWrong(PointFeatures features) =>
        features.Length >= LongEnough && features.Lead > 0 && features.Relation == 0
        && ((features.OppositeRecall >= CopiesOpposite && features.Turned >= NearerOpposite)
            || (features.Conflict >= Denial && features.Recall >= CopiesOpposite));
}
