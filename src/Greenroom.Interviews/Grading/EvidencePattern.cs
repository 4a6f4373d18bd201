using Greenroom.Interviews.Grading.Language;
using Range = Greenroom.Interviews.Grading.Language.Range;

namespace Greenroom.Interviews.Grading;

/// <summary>
/// One line of the bank's mini-language: groups joined by " + " must all stand in one sentence, "|" separates alternatives in a group,
/// a trailing "*" matches any ending, and several words must be adjacent. Words also match in another inflection (same stem).
/// </summary>
internal sealed class EvidencePattern
{
    private readonly Group[] groups;

    private EvidencePattern(string line, Group[] groups)
    {
        Line = line;
        this.groups = groups;
    }

    public string Line { get; }

    /// <summary>Lines with a relation (two groups or more) are stronger evidence than a bare term.</summary>
    public int GroupCount => groups.Length;

    /// <summary>The content words that the line is made of.</summary>
    public IEnumerable<string> Stems =>
        groups.SelectMany(group => group.Alternatives).SelectMany(words => words)
            .Where(word => !Lexicon.FunctionWords.Contains(word.Text)).Select(word => word.Stem);

    public static EvidencePattern Compile(string line) =>
        Problem(line) is { } problem ? throw new FormatException(problem) : new EvidencePattern(line, Parse(line));

    /// <summary>What is wrong with a line, or null.</summary>
    public static string? Problem(string line)
    {
        foreach (var group in line.Split(" + "))
        {
            foreach (var alternative in group.Split('|'))
            {
                if (Tokenizer.Tokens(alternative).Count == 0)
                {
                    return "an empty group or alternative (groups are joined by ' + ', alternatives by '|')";
                }

                for (var star = alternative.IndexOf('*'); star >= 0; star = alternative.IndexOf('*', star + 1))
                {
                    if (star == 0 || !char.IsLetterOrDigit(alternative[star - 1]) || (star + 1 < alternative.Length && char.IsLetterOrDigit(alternative[star + 1])))
                    {
                        return "'*' must end a word";
                    }
                }
            }
        }

        return line.TrimEnd().EndsWith(" +", StringComparison.Ordinal) || line.TrimStart().StartsWith("+ ", StringComparison.Ordinal)
            ? "an empty group (nothing stands before or after '+')"
            : null;
    }

    /// <summary>The words of the range that match, a position for each word, or null when a group is not there.</summary>
    public IReadOnlyList<int>? Match(Token[] tokens, Range range)
    {
        List<int>? matched = null;
        foreach (var group in groups)
        {
            var position = group.Find(tokens, range, out var length);
            if (position < 0)
            {
                return null;
            }

            matched ??= new List<int>(groups.Length);
            for (var offset = 0; offset < length; offset++)
            {
                matched.Add(position + offset);
            }
        }

        return matched;
    }

    private static Group[] Parse(string line) =>
        [.. line.Split(" + ").Select(group => new Group([.. group.Split('|').Select(Words)]))];

    private static Word[] Words(string alternative) =>
        [.. Tokenizer.Tokens(alternative).Select(token =>
            new Word(token.Word, token.Stem, token.End < alternative.Length && alternative[token.End] == '*'))];

    private readonly record struct Word(string Text, string Stem, bool IsPrefix)
    {
        public bool Matches(in Token token) =>
            (token.Word[0] == Text[0] || token.Stem[0] == Stem[0]) && (IsPrefix ? token.Word.StartsWith(Text, StringComparison.Ordinal) : token.Word == Text || (Text.Length > 2 && token.Stem == Stem));
    }

    private sealed record Group(Word[][] Alternatives)
    {
        public int Find(Token[] tokens, Range range, out int length)
        {
            // A match that is not denied is preferred: "no lock per row, but a lock per key".
            var denied = (Position: -1, Length: 0);
            foreach (var words in Alternatives)
            {
                for (var index = range.First; index + words.Length <= range.End; index++)
                {
                    if (!MatchesAt(tokens, index, words))
                    {
                        continue;
                    }

                    if (!tokens[index].Denied)
                    {
                        length = words.Length;
                        return index;
                    }

                    denied = denied.Position < 0 ? (index, words.Length) : denied;
                }
            }

            length = denied.Length;
            return denied.Position;
        }

        private static bool MatchesAt(Token[] tokens, int index, Word[] words)
        {
            for (var offset = 0; offset < words.Length; offset++)
            {
                if (!words[offset].Matches(in tokens[index + offset]))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
