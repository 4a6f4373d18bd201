using System.Text.RegularExpressions;

namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>The little that is known of languages other than English.</summary>
internal static partial class Languages
{
    private const int ShortAnswer = 12;

    /// <summary>Those whose words of judgement <see cref="EvaluativePhrases"/> filters and whose "I don't know" is recognised below, so that an interview in
    /// them keeps what it promises. A model may speak others: whoever asks for one by its tag gets it.</summary>
    public static readonly IReadOnlyList<string> Offered = ["en", "de", "es", "fr", "it", "nl", "pl", "pt"];

    private static readonly string[] NotKnowing =
    [
        "weiß ich nicht", "weiss ich nicht", "weiß nicht", "keine ahnung", "je ne sais pas", "aucune idée", "no lo sé", "no sé", "ni idea", "non lo so", "nessuna idea",
        "não sei", "nao sei", "weet ik niet", "geen idee", "nie wiem", "vet inte", "vet ikke", "en tiedä", "bilmiyorum", "не знаю", "わかりません", "分かりません", "不知道", "모르겠",
        "i don't know", "i do not know", "no idea",
    ];

    public static bool IsEnglish(string language) =>
        language.Equals("en", StringComparison.OrdinalIgnoreCase) || language.StartsWith("en-", StringComparison.OrdinalIgnoreCase);

    /// <summary>A BCP-47 tag and nothing more: it is the one thing of a request that reaches the model outside the untrusted object.</summary>
    public static bool IsTag(string language) => Tag().IsMatch(language);

    /// <summary>Nothing, the question copied back, or a short "I don't know"; in English the built-in grader knows better.</summary>
    public static bool IsNonAnswer(string answer, params ReadOnlySpan<string> questions)
    {
        var folded = AnswerQuotes.Fold(answer).Text.ToLowerInvariant().Replace('’', '\'');
        if (!folded.Any(char.IsLetterOrDigit))
        {
            return true;
        }

        foreach (var question in questions)
        {
            if (AnswerQuotes.Fold(question).Text.ToLowerInvariant().Contains(folded, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return folded.Count(letter => letter == ' ') < ShortAnswer && folded.Length < 80 && Array.Exists(NotKnowing, phrase => folded.Contains(phrase, StringComparison.Ordinal));
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Tag();
}
