namespace Greenroom.Interviews.Grading.Language;

/// <summary>Strips English suffixes: M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, steps 1a to 5b.</summary>
internal static class PorterStemmer
{
    private static readonly (string Suffix, string Replacement)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"), ("alli", "al"),
        ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ];

    private static readonly (string Suffix, string Replacement)[] Step3 =
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    private static readonly string[] Step4 =
    [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize",
    ];

    /// <summary>Nobody's word: measuring one takes time by the square of its length, and an answer may be one word of 20,000 letters.</summary>
    private const int LongestWord = 40;

    /// <summary>The stem of a lower-case word; words of one or two letters, endless ones and words with other characters stay as they are.</summary>
    public static string Stem(string word)
    {
        if (word.Length is <= 2 or > LongestWord || !word.All(char.IsAsciiLetterLower))
        {
            return word;
        }

        return FinalE(Longest(Rewrite(Rewrite(FinalY(PastAndProgressive(Plural(word))), Step2), Step3)));
    }

    private static string Plural(string word)
    {
        if (word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("ies", StringComparison.Ordinal))
        {
            return word[..^2];
        }

        return word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;
    }

    private static string PastAndProgressive(string word)
    {
        if (word.EndsWith("eed", StringComparison.Ordinal))
        {
            return Measure(word.AsSpan(0, word.Length - 3)) > 0 ? word[..^1] : word;
        }

        foreach (var suffix in new[] { "ed", "ing" })
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal))
            {
                return HasVowel(word.AsSpan(0, word.Length - suffix.Length)) ? Restore(word[..^suffix.Length]) : word;
            }
        }

        return word;
    }

    private static string Restore(string stem)
    {
        if (stem.EndsWith("at", StringComparison.Ordinal) || stem.EndsWith("bl", StringComparison.Ordinal) || stem.EndsWith("iz", StringComparison.Ordinal))
        {
            return stem + "e";
        }

        if (EndsWithDoubleConsonant(stem) && stem[^1] is not ('l' or 's' or 'z'))
        {
            return stem[..^1];
        }

        return Measure(stem) == 1 && EndsWithShortSyllable(stem) ? stem + "e" : stem;
    }

    private static string FinalY(string word) =>
        word.EndsWith('y') && HasVowel(word.AsSpan(0, word.Length - 1)) ? word[..^1] + "i" : word;

    private static string Rewrite(string word, (string Suffix, string Replacement)[] rules)
    {
        foreach (var (suffix, replacement) in rules)
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal))
            {
                return Measure(word.AsSpan(0, word.Length - suffix.Length)) > 0 ? word[..^suffix.Length] + replacement : word;
            }
        }

        return word;
    }

    private static string Longest(string word)
    {
        var suffix = Step4.Where(candidate => word.EndsWith(candidate, StringComparison.Ordinal)).MaxBy(candidate => candidate.Length);
        if (suffix is null)
        {
            return word;
        }

        var stem = word[..^suffix.Length];
        return Measure(stem) > 1 && (suffix != "ion" || stem[^1] is 's' or 't') ? stem : word;
    }

    private static string FinalE(string word)
    {
        if (word.EndsWith('e'))
        {
            var stem = word[..^1];
            var measure = Measure(stem);
            if (measure > 1 || (measure == 1 && !EndsWithShortSyllable(stem)))
            {
                word = stem;
            }
        }

        return word.EndsWith("ll", StringComparison.Ordinal) && Measure(word) > 1 ? word[..^1] : word;
    }

    /// <summary>Porter's m: the number of vowel-consonant sequences.</summary>
    private static int Measure(ReadOnlySpan<char> stem)
    {
        var measure = 0;
        var afterVowel = false;
        for (var index = 0; index < stem.Length; index++)
        {
            var consonant = IsConsonant(stem, index);
            if (consonant && afterVowel)
            {
                measure++;
            }

            afterVowel = !consonant;
        }

        return measure;
    }

    private static bool HasVowel(ReadOnlySpan<char> stem)
    {
        for (var index = 0; index < stem.Length; index++)
        {
            if (!IsConsonant(stem, index))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWithDoubleConsonant(string stem) =>
        stem.Length > 1 && stem[^1] == stem[^2] && IsConsonant(stem, stem.Length - 1);

    private static bool EndsWithShortSyllable(string stem) =>
        stem.Length > 2 && IsConsonant(stem, stem.Length - 3) && !IsConsonant(stem, stem.Length - 2)
        && IsConsonant(stem, stem.Length - 1) && stem[^1] is not ('w' or 'x' or 'y');

    private static bool IsConsonant(ReadOnlySpan<char> word, int index) => word[index] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => index == 0 || !IsConsonant(word, index - 1),
        _ => true,
    };
}
