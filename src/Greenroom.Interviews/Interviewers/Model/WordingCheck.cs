using System.Text.RegularExpressions;
using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>Does the model's wording still say what had to be said?</summary>
internal static partial class WordingCheck
{
    public const int LongestFactor = 3;
    private const double LeastKept = 0.6;
    private const int LeastFraction = 6;

    public static bool Keeps(string bankText, string wording, bool isEnglish)
    {
        if (string.IsNullOrWhiteSpace(wording) || wording.Length > LongestFactor * bankText.Length || wording.Length * LeastFraction < bankText.Length)
        {
            return false;
        }

        return isEnglish ? KeepsContent(bankText, wording) : KeepsNames(bankText, wording);
    }

    private static bool KeepsContent(string bankText, string wording)
    {
        var wanted = LeakGuard.ContentOf(bankText);
        var said = LeakGuard.ContentOf(wording);
        var groups = said.SelectMany(Lexicon.SynonymGroupsOf).ToHashSet();
        var kept = wanted.Count(stem => said.Contains(stem) || Array.Exists(Lexicon.SynonymGroupsOf(stem), groups.Contains));
        var numbers = wanted.Where(stem => char.IsAsciiDigit(stem[0]));
        return kept >= wanted.Count * LeastKept && numbers.All(said.Contains) && (!bankText.Contains('?', StringComparison.Ordinal) || wording.Contains('?', StringComparison.Ordinal) || kept == wanted.Count);
    }

    /// <summary>What no translation changes: acronyms. Half of them must still be there.</summary>
    private static bool KeepsNames(string bankText, string wording)
    {
        var names = Acronym().Matches(bankText).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToList();
        return names.Count(name => wording.Contains(name, StringComparison.OrdinalIgnoreCase)) * 2 >= names.Count;
    }

    [GeneratedRegex(@"\b[A-Z][A-Z0-9]{1,}\b", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Acronym();
}
