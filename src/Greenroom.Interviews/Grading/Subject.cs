using Greenroom.Interviews.Questions;

namespace Greenroom.Interviews.Grading;

/// <summary>
/// Whether an answer is about the question at all. Nearly every word of an answer to this question belongs to some point of it; a good answer
/// to another question shares a few, and would collect points with them (<c>bench fit-bank</c> prints the separation, <c>bench bank --cross</c>
/// the marks).
/// </summary>
internal static class Subject
{
    private const double Surely = 0.62;
    private const double Hardly = 0.55;

    /// <summary>On doubtful ground likeness counts one grade less; on foreign ground foreseen words are mentions, and likeness is nothing.</summary>
    public static void Judge(Finding[] findings, double coverage)
    {
        if (coverage >= Surely)
        {
            return;
        }

        for (var index = 0; index < findings.Length; index++)
        {
            findings[index] = (findings[index].Foreseen, findings[index].Verdict) switch
            {
                (false, Verdict.Hit) when coverage >= Hardly => findings[index] with { Verdict = Verdict.Partial },
                (false, _) => Finding.Nothing,
                (true, Verdict.Hit) when coverage < Hardly => findings[index] with { Verdict = Verdict.Partial },
                (true, Verdict.Partial) when coverage < Hardly => Finding.Nothing,
                _ => findings[index],
            };
        }
    }
}
