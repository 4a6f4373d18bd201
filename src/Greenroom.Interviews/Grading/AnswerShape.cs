using System.Text.RegularExpressions;
using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Interviews.Grading;

/// <summary>What can be said of an answer without knowing the question: its length, whether it is prose, code, hedged or full of negations.</summary>
/// <param name="CodeShare">Share of lines that look like code.</param>
/// <param name="Hedges">Expressions such as "I guess" or "maybe".</param>
/// <param name="NegationShare">Negations per sentence.</param>
/// <param name="ProseShare">Share of the words that stand in prose sentences.</param>
internal sealed partial record AnswerShape(
    int Words, int Sentences, double AverageSentence, double CodeShare, int Hedges, double NegationShare, double ProseShare, bool HasConnectives)
{
    private static readonly EvidencePattern[] HedgeWords =
        [EvidencePattern.Compile("maybe|perhaps|i guess|i suppose|not sure|i believe|might be|could be something|probably|somehow|i would guess|i am unsure")];

    private static readonly EvidencePattern Connectives =
        EvidencePattern.Compile("because|so|therefore|then|first|second|finally|otherwise|which means|as a result|if|when|but|instead|while|after|before|that way|until");

    public static AnswerShape Of(AnalysedText text)
    {
        var words = text.Tokens.Length;
        if (words == 0)
        {
            return new AnswerShape(0, 0, 0, 0, 0, 0, 0, false);
        }

        var prose = text.Sentences.Where(sentence => Prose.Is(text, sentence)).Sum(sentence => sentence.Tokens.Count);
        var negations = text.Tokens.Count(token => Lexicon.Negators.Contains(token.Word));
        var lines = text.Source.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new AnswerShape(
            words,
            text.Sentences.Count,
            (double)words / text.Sentences.Count,
            (double)lines.Count(line => CodeLine().IsMatch(line)) / lines.Length,
            text.Sentences.Count(sentence => Array.Exists(HedgeWords, pattern => pattern.Match(text.Tokens, sentence.Tokens) is not null)),
            (double)negations / text.Sentences.Count,
            (double)prose / words,
            text.Sentences.Any(sentence => Connectives.Match(text.Tokens, sentence.Tokens) is not null));
    }

    // No timeout: a busy machine must not change a mark. No loop here can match in two ways, so the time is linear in the length of the line.
#pragma warning disable MA0009
    [GeneratedRegex(
        @"[{};]\s*$|=>|\(\)|^\s*(?:var|int|for|foreach|if|while|return|public|async|await|def|func|SELECT|UPDATE|INSERT|BEGIN|COMMIT)\b.*[(;=]|\w\.\w+\(",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex CodeLine();
#pragma warning restore MA0009
}

/// <summary>Tells sentences that explain from lists of terms.</summary>
internal static class Prose
{
    private const int LeastWords = 6;
    private const double LeastFunctionWords = 0.15;
    private const double MostCommas = 0.18;

    public static bool Is(AnalysedText text, Sentence sentence)
    {
        var words = sentence.Tokens.Count;
        if (words < LeastWords || (double)sentence.Commas / words >= MostCommas)
        {
            return false;
        }

        var function = 0;
        for (var index = sentence.Tokens.First; index < sentence.Tokens.End; index++)
        {
            function += text.Tokens[index].IsFunction ? 1 : 0;
        }

        return (double)function / words >= LeastFunctionWords;
    }

    /// <summary>How many ideas a sentence of this length can explain: one per nine words, rounded, one to three.</summary>
    public static int IdeasIn(Sentence sentence) => Math.Clamp((sentence.Tokens.Count + 4) / 9, 1, 3);
}
