using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Interviews.Grading;

/// <summary>Finds the words that an acronym stands for: "LIFO" says "last in, first out".</summary>
internal static class Initialisms
{
    private const int Shortest = 3;
    private const int Longest = 5;

    /// <summary>All runs of three to five words in a row of a text, by their initials.</summary>
    public static IEnumerable<(string Initials, IReadOnlyList<Token> Words)> RunsOf(IReadOnlyList<Token> tokens)
    {
        for (var first = 0; first < tokens.Count; first++)
        {
            for (var length = Shortest; length <= Longest && first + length <= tokens.Count; length++)
            {
                var words = tokens.Skip(first).Take(length).ToArray();
                if (Array.TrueForAll(words, word => char.IsLetter(word.Word[0])))
                {
                    yield return (string.Concat(words.Select(word => word.Word[0])), words);
                }
            }
        }
    }

    public static bool IsAcronym(string source, Token token) =>
        token.Length is >= Shortest and <= Longest && source.AsSpan(token.Start, token.Length).IndexOfAnyExceptInRange('A', 'Z') < 0;
}
