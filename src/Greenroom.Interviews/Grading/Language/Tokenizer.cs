namespace Greenroom.Interviews.Grading.Language;

/// <summary>Cuts a text into words: letters and digits, apostrophes inside, decimals and O(n) whole; hyphens and underscores separate.</summary>
internal static class Tokenizer
{
    public static List<Token> Tokens(string text)
    {
        var tokens = new List<Token>(text.Length / 5);
        var index = 0;
        while (index < text.Length)
        {
            if (!char.IsLetterOrDigit(text[index]))
            {
                index++;
                continue;
            }

            var end = End(text, index);
            var word = Fold(text, index, end);
            if (word.Length > 0)
            {
                tokens.Add(new Token(index, end - index, word, Lexicon.Canonical(word)));
            }

            index = end;
        }

        FixedPhrases.Mark(tokens);
        return tokens;
    }

    private static int End(string text, int start)
    {
        if (text[start] is 'O' or 'o' && start + 1 < text.Length && text[start + 1] == '(')
        {
            var close = text.IndexOf(')', start);
            if (close > 0 && close - start <= 12)
            {
                return close + 1;
            }
        }

        var end = start + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || JoinsWord(text, end)))
        {
            end++;
        }

        return end;
    }

    private static bool JoinsWord(string text, int index)
    {
        if (index + 1 >= text.Length)
        {
            return false;
        }

        var (before, after) = (text[index - 1], text[index + 1]);
        return text[index] switch
        {
            '\'' or '’' => char.IsLetter(before) && char.IsLetter(after),
            '.' or ',' => char.IsAsciiDigit(before) && char.IsAsciiDigit(after),
            _ => false,
        };
    }

    private static string Fold(string text, int start, int end)
    {
        var word = text[start..end].ToLowerInvariant().Replace('’', '\'').Replace(",", "", StringComparison.Ordinal);
        if (word.EndsWith(')'))
        {
            return word.Contains("log", StringComparison.Ordinal) ? "o(log)" : word.Replace(" ", "", StringComparison.Ordinal);
        }

        return word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word;
    }
}
