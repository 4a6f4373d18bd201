using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Interviews.Grading;

/// <summary>"Many people believe that …, but it doesn't": the wrong idea is told in order to reject it.</summary>
internal static class ReportedBelief
{
    private static readonly EvidencePattern[] Rejections = [.. new[]
    {
        "people|many|some|juniors|beginners|developers|one|you|everybody|everyone + believe|believes|think|thinks|assume|assumes|expect|expects + but|wrong|however|not true|actually|in fact|in reality",
        "misconception|myth|fallacy|common mistake|a mistake to|mistaken belief|wrong to|would be wrong|tempting|naive|naively",
    }.Select(EvidencePattern.Compile)];

    public static bool In(AnalysedText text, Sentence sentence) =>
        Array.Exists(Rejections, pattern => pattern.Match(text.Tokens, sentence.Tokens) is not null);
}
