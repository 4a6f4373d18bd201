namespace Greenroom.Interviews.Grading;

/// <summary>
/// Does a piece of an answer tell a point at all, and does it get the point wrong. The first is a logistic model fitted on phrasings and
/// opposites held out of the bank, with their patterns and without (<c>bench fit-bank</c> prints the weights and how they do on entries
/// left out), rounded. The second is a rule, because fitting shows that without a line that foresaw it, a wrong sentence can hardly be told
/// from a right one by its words: only a contradiction line, a copy of an opposite, or a plain denial of a right sentence count.
/// </summary>
internal static class PointModel
{
    private const double CopiesOpposite = 0.5;
    private const double NearerOpposite = 0.08;
    private const double CopiesRight = -0.45;
    private const double DenialOfRight = 0.12;

    public static double Tells(PointFeatures features) => 1 / (1 + Math.Exp(-(
        -0.4
        + (0.5 * features.Recall)
        + (1.7 * features.Precision)
        + (0.6 * features.Order)
        + (0.8 * features.Mass)
        + (4.4 * features.Lead)
        + (1.4 * features.Relation)
        + (0.4 * features.Term)
        + (1.0 * features.OppositeRecall))));

    public static bool IsWrong(PointFeatures features) =>
        (features.Contradiction > 0 && features.Turned > CopiesRight)
        || (features.OppositeRecall >= CopiesOpposite && features.Turned >= NearerOpposite)
        || (features.Relation == 0 && features.Conflict * features.Recall >= DenialOfRight && features.Recall >= CopiesOpposite);
}
