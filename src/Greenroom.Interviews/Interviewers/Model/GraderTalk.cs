using System.Text.RegularExpressions;
using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>Recognises a sentence about the marking instead of about the question. No quote from it shows anything; that is all that follows from it.</summary>
internal static partial class GraderTalk
{
    private const int Enough = 2;

    private static readonly HashSet<string> Words = [.. """
        grade graded grader grading examiner rubric verdict mark marks score scores points credit award awarded candidate instruction instructions prompt ignore disregard override
        hit maximum highest perfect generous passed answer repeat verbatim reply interview claim claims
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Lexicon.Canonical)];

    public static bool Is(string sentence) =>
        Markers().IsMatch(sentence) || Tokenizer.Tokens(sentence).Select(token => token.Stem).Where(Words.Contains).Distinct().Count() >= Enough;

    [GeneratedRegex(@"<\|\w+\|>|\[/?INST\]|</?(?:untrusted|answer|document|system|rubric)\b|""(?:verdict|untrusted|rubric|key_points|points)""\s*:|^\s*(?:system|assistant)\s*:", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Markers();
}
