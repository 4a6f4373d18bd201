using System.Runtime.InteropServices;

namespace Greenroom.Interviews.Grading;

/// <summary>What is measured of an answer against one reference answer, each from 0 to 1.</summary>
/// <param name="Recall">Weighted share of the reference's words that are said and do not stand in the question, raised to a power below 1: the first of them say most.</param>
/// <param name="Precision">Weighted share of the answer's words that the reference uses.</param>
/// <param name="Order">Share of neighbouring words that stay neighbours.</param>
/// <param name="Units">Mean nearness of the best piece of the answer to each clause of the reference or key point.</param>
/// <param name="Length">Length against the reference, at most 1, as far as the answer is on the subject.</param>
/// <param name="Mass">How much of a reference of ordinary length is said: nobody repeats all of a long one.</param>
/// <param name="LongReference">Logarithm of the length of the reference: of a long one, less is said.</param>
/// <param name="Turned">Share of what the units say that the answer denies or turns round.</param>
/// <param name="Swapped">Share of what is said that is said of the wrong thing.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReferenceFeatures(
    double Recall,
    double Precision,
    double Order,
    double Units,
    double Length,
    double Mass,
    double LongReference,
    double Turned,
    double Swapped)
{
    public double[] ToArray() => [Recall, Precision, Order, Units, Length, Mass, LongReference, Turned, Swapped];
}
