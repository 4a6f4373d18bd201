using System.Runtime.InteropServices;

namespace Greenroom.Interviews.Grading;

/// <summary>What is measured of one piece of an answer for one key point.</summary>
/// <param name="Recall">Weighted share of the nearest right sentence that the piece says.</param>
/// <param name="Precision">Weighted share of the piece that this sentence says.</param>
/// <param name="Order">Share of its neighbouring words that stay neighbours.</param>
/// <param name="Mass">Weight of the point's own words (claim, phrasings, patterns) in the piece, against what a full telling has.</param>
/// <param name="Focus">Weighted share of the piece that is the point's own words.</param>
/// <param name="Lead">How much more of this point's words the piece has than of any other point's.</param>
/// <param name="Relation">A pattern of two groups or more matches.</param>
/// <param name="Term">A pattern of one group matches.</param>
/// <param name="Turned">How much nearer the piece is to an opposite than to the right sentences; negative when it is farther.</param>
/// <param name="Conflict">Share of the nearest right sentence that the piece denies or turns round.</param>
/// <param name="OppositeRecall">Weighted share of the nearest opposite that the piece says.</param>
/// <param name="Contradiction">A contradiction line matches.</param>
/// <param name="Length">Content words, at most eight, of eight.</param>
/// <param name="Denied">A pattern matches, but under a negation.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PointFeatures(
    double Recall,
    double Precision,
    double Order,
    double Mass,
    double Focus,
    double Lead,
    double Relation,
    double Term,
    double Turned,
    double Conflict,
    double OppositeRecall,
    double Contradiction,
    double Denied,
    double Length)
{
    public double[] ToArray() =>
        [Recall, Precision, Order, Mass, Focus, Lead, Relation, Term, Turned, Conflict, OppositeRecall, Contradiction, Denied, Length];
}
