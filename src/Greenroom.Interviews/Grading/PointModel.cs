namespace Greenroom.Interviews.Grading;

/// <summary>
/// Two logistic models of a piece of an answer: does it tell this point at all, and does it get the point right. The weights were fitted on
/// phrasings and opposites held out of the bank, with their patterns and without (<c>bench fit-bank</c> prints them and how they do on
/// entries left out), and rounded.
/// </summary>
internal static class PointModel
{
    public static double Tells(PointFeatures features) => Logistic(
        -0.4
        + (0.5 * features.Recall)
        + (1.7 * features.Precision)
        + (0.6 * features.Order)
        + (0.8 * features.Mass)
        + (4.4 * features.Lead)
        + (1.4 * features.Relation)
        + (0.4 * features.Term)
        + (0.4 * features.Turned)
        + (1.8 * features.OppositeRecall));

    public static double GetsItRight(PointFeatures features) => Logistic(
        0.4
        - (0.9 * features.Recall)
        + (1.2 * features.Precision)
        + (0.9 * features.Order)
        + (0.6 * features.Mass)
        - (2.2 * features.Focus)
        + (0.6 * features.Lead)
        + (2.0 * features.Relation)
        + (0.7 * features.Term)
        + (1.6 * features.Turned)
        - (1.3 * features.Conflict)
        + (2.3 * features.OppositeRecall)
        - (4.0 * features.Contradiction));

    private static double Logistic(double sum) => 1 / (1 + Math.Exp(-sum));
}
