using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Interviews.Grading;

/// <summary>A sentence can explain only so many ideas: the strongest keep their credit, the rest are mentions.</summary>
internal static class IdeaBudget
{
    /// <summary>A mention in a list earns something only this often per sentence.</summary>
    private const int WordsPerMention = 9;

    public static void Apply(Finding[] findings, AnalysedText text, Func<Sentence, bool> onlyMentions)
    {
        var bySentence = Enumerable.Range(0, findings.Length)
            .Where(index => findings[index] is { Piece: not null, Verdict: Verdict.Hit or Verdict.Partial })
            .GroupBy(index => findings[index].Piece!.Sentence);
        foreach (var group in bySentence)
        {
            var sentence = text.Sentences[group.Key];
            var isMention = onlyMentions(sentence);
            var ideas = Prose.Is(text, sentence) && !isMention ? Prose.IdeasIn(sentence) : 0;
            var mentions = isMention ? 1 : Math.Max(1, sentence.Tokens.Count / WordsPerMention);
            var rank = 0;
            foreach (var index in group.OrderByDescending(index => findings[index].Verdict == Verdict.Hit).ThenByDescending(index => findings[index].Strength))
            {
                if (rank >= ideas && findings[index].Verdict == Verdict.Hit)
                {
                    findings[index] = findings[index] with { Verdict = Verdict.Partial };
                }

                if (rank >= ideas + mentions)
                {
                    findings[index] = Finding.Nothing;
                }

                rank++;
            }
        }
    }
}
