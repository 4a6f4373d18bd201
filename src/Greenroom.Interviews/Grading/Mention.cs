using System.Runtime.InteropServices;
using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Interviews.Grading;

/// <summary>What tells a sentence that only names things from one that explains them.</summary>
/// <param name="Cues">Expressions such as "would think about", "keep in mind", "is key", "matters", at most two, halved.</param>
/// <param name="Enumeration">Share of the words that stand in a list of short items.</param>
/// <param name="Breadth">Points touched per idea that a sentence of this length can explain.</param>
/// <param name="Reasoning">It says who does what and when: "so that", "if", "then", "it", "until".</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MentionFeatures(double Cues, double Enumeration, double Breadth, double Reasoning)
{
    public double[] ToArray() => [Cues, Enumeration, Breadth, Reasoning];
}

/// <summary>Recognises keywords wrapped in prose: "I would of course think about X, Y and Z, because X matters".</summary>
internal static class Mention
{
    private const double TouchedMass = 0.12;
    private const int LongestItem = 4;

    private static readonly EvidencePattern[] Cues = [.. new[]
    {
        "think about|think of|thinking about",
        "consider*|considered|considerations",
        "in mind",
        "look into|pay attention|care about|be aware|worth knowing|worth keeping",
        "important|essential|crucial|vital|fundamental|indispensable",
        "is key|are key|is a key|are a key|key goal|key topic|key topics|key aspect",
        "matter|matters",
        "topic|topics|aspect*|concept*|subject|theme|field|buzzword*|keyword*",
        "relevant|interesting|demanding|famous",
        "play a role|plays a role|play a big role|plays a big role|play together|role to play|come into play|comes into play",
        "best practice|best practices|state of the art|way to go|industry standard|modern",
        "of course|naturally|certainly|definitely|obviously",
        "senior engineer|good engineer|every engineer|every developer|good design|good architecture|right balance|in a proper way|robust",
        "a lot to|things to|many things|all of these|all of this|all these|everything",
        "should know|must know|has to know|know about|familiar with|heard of|worked with|experience with",
        "tools like|things like|not to mention|and so on|etc",
    }.Select(EvidencePattern.Compile)];

    private static readonly EvidencePattern Reasoning = EvidencePattern.Compile(
        "so|if|when|then|until|it|they|its|their|only|instead|therefore|which means|after|before|every time|each time|once|while|than|does not|cannot|would be|has to be");

    /// <summary>From here on a sentence counts as a mention: one of a hundred explaining sentences of unseen entries does, nine of ten wrapped ones do.</summary>
    private const double Threshold = 0.55;

    private const double MoreThanOneCue = 0.5;
    private const double MostlyList = 0.2;

    /// <summary>One such expression is ordinary speech; several, or one with a list, are a mention.</summary>
    public static bool Is(MentionFeatures features) =>
        (features.Cues >= MoreThanOneCue || (features.Cues > 0 && features.Enumeration >= MostlyList)) && Likelihood(features) >= Threshold;

    /// <summary>Logistic, fitted on sentences of the graded examples (<c>bench fit-bank</c>) and rounded.</summary>
    private static double Likelihood(MentionFeatures features) => 1 / (1 + Math.Exp(
        -(-2.3 + (6.5 * features.Cues) + (2.4 * features.Enumeration) + (0.6 * features.Breadth) - (2.4 * features.Reasoning))));

    public static MentionFeatures Measure(AnalysedText text, Sentence sentence, double[] massByPoint)
    {
        var cues = Cues.Count(cue => cue.Match(text.Tokens, sentence.Tokens) is not null);
        var touched = massByPoint.Count(mass => mass >= TouchedMass);
        return new MentionFeatures(
            Math.Min(cues, 3) / 3.0,
            EnumerationShare(text, sentence),
            Math.Min(1, touched / (2.0 * Math.Max(1, sentence.Tokens.Count / 9.0))),
            Math.Min(1, Count(text, sentence) * 6.0 / sentence.Tokens.Count));
    }

    private static int Count(AnalysedText text, Sentence sentence)
    {
        var count = 0;
        for (var index = sentence.Tokens.First; index < sentence.Tokens.End; index++)
        {
            count += Reasoning.Match(text.Tokens, new Language.Range(index, 1)) is null ? 0 : 1;
        }

        return count;
    }

    /// <summary>Runs of three or more short items between commas and "and".</summary>
    private static double EnumerationShare(AnalysedText text, Sentence sentence)
    {
        var listed = 0;
        var run = 0;
        var runWords = 0;
        var item = 0;
        for (var index = sentence.Tokens.First; index <= sentence.Tokens.End; index++)
        {
            if (index < sentence.Tokens.End && !Separates(text, index, sentence))
            {
                item++;
                continue;
            }

            if (item is > 0 and <= LongestItem)
            {
                run++;
                runWords += item;
            }
            else if (item > 0)
            {
                listed += run >= 2 ? runWords : 0;
                (run, runWords) = (0, 0);
            }

            item = index < sentence.Tokens.End && !IsJoin(text.Tokens[index].Word) ? 1 : 0;
        }

        listed += run >= 2 ? runWords : 0;
        return Math.Min(1, (double)listed / sentence.Tokens.Count);
    }

    private static bool Separates(AnalysedText text, int index, Sentence sentence) =>
        index > sentence.Tokens.First
        && (IsJoin(text.Tokens[index].Word)
            || text.Source.AsSpan(text.Tokens[index - 1].End, text.Tokens[index].Start - text.Tokens[index - 1].End).ContainsAny(",;/"));

    private static bool IsJoin(string word) => word is "and" or "or" or "with" or "plus";
}
