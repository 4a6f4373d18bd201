using System.Buffers;
using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>Decides whether words of a model may be shown: nothing of its instructions, nothing that a page could load or follow, nothing hidden.</summary>
internal static class LeakGuard
{
    private const int PromptWords = 6;
    private const int HiddenWords = 4;
    private static readonly SearchValues<string> Markup = SearchValues.Create(["://", "www.", "](", "![", "<", ">", "javascript:", "data:"], StringComparison.OrdinalIgnoreCase);
    private static readonly HashSet<string> PromptRuns = [.. Runs(Prompts.Grader, PromptWords), .. Runs(Prompts.Wording, PromptWords)];

    /// <param name="trusted">Our own text, which may say what it likes.</param>
    public static bool IsClean(string text, string trusted = "") =>
        !text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'))
        && !text.Any(letter => letter is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069')
        && (!text.AsSpan().ContainsAny(Markup) || HoldsMarkupOf(text, trusted))
        && !text.Contains(Prompts.Canary, StringComparison.OrdinalIgnoreCase)
        && !Runs(text, PromptWords).Any(PromptRuns.Contains);

    /// <summary>Does the text give away one of these sentences: a run of its words, or most of its content?</summary>
    public static bool Tells(string text, IEnumerable<string> hidden)
    {
        var runs = Runs(text, HiddenWords).ToHashSet(StringComparer.Ordinal);
        var stems = ContentOf(text);
        return hidden.Any(sentence =>
        {
            var content = ContentOf(sentence);
            var shared = content.Count(stems.Contains);
            return Runs(sentence, HiddenWords).Any(runs.Contains) || (shared >= 3 && shared * 2 >= content.Count);
        });
    }

    internal static HashSet<string> ContentOf(string text) =>
        AnalysedText.Of(text).Tokens.Where(token => token.IsContent).Select(token => token.Stem).ToHashSet(StringComparer.Ordinal);

    private static bool HoldsMarkupOf(string text, string trusted)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word.AsSpan().ContainsAny(Markup));
        return words.All(word => trusted.Contains(word.Trim('.', ',', '?', '!', ';', ':'), StringComparison.Ordinal));
    }

    private static IEnumerable<string> Runs(string text, int length)
    {
        var words = Tokenizer.Tokens(text).ConvertAll(token => token.Word);
        for (var index = 0; index + length <= words.Count; index++)
        {
            yield return string.Join(' ', words.GetRange(index, length));
        }
    }
}
