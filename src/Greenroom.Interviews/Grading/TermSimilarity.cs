using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Interviews.Grading;

/// <summary>How nearly two stems are the same word, from 0 to 1: equal, near-synonym, typing error, or one word built from the other.</summary>
internal static class TermSimilarity
{
    public const double Synonym = 0.85;
    private const double TypingError = 0.85;
    private const double SharedRoot = 0.7;

    public static double Of(string left, string right)
    {
        if (left == right)
        {
            return 1;
        }

        if (Lexicon.AreSynonyms(left, right))
        {
            return Synonym;
        }

        var shorter = Math.Min(left.Length, right.Length);
        if (shorter < 4 || left[0] != right[0] || Lexicon.AreOpposed(left, right))
        {
            return 0;
        }

        if (shorter >= 5 && Math.Abs(left.Length - right.Length) <= 2 && (Lexicon.SynonymGroupsOf(left).Length == 0 || Lexicon.SynonymGroupsOf(right).Length == 0))
        {
            var distance = EditDistance(left, right);
            if (distance == 1 || (distance == 2 && shorter >= 8))
            {
                return TypingError;
            }
        }

        return left[1] == right[1] && (SharesPrefix(left, right) || TrigramDice(left, right) >= 0.6) ? SharedRoot : 0;
    }

    private static bool SharesPrefix(string left, string right)
    {
        var shared = left.AsSpan().CommonPrefixLength(right);
        return shared >= 5 && shared >= 0.7 * Math.Max(left.Length, right.Length);
    }

    private static double TrigramDice(string left, string right)
    {
        var shared = 0;
        for (var index = 0; index + 3 <= left.Length; index++)
        {
            shared += right.AsSpan().Contains(left.AsSpan(index, 3), StringComparison.Ordinal) ? 1 : 0;
        }

        return 2.0 * shared / (left.Length - 2 + right.Length - 2);
    }

    /// <summary>Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.</summary>
    internal static int EditDistance(string left, string right)
    {
        Span<int> before = stackalloc int[right.Length + 1];
        Span<int> previous = stackalloc int[right.Length + 1];
        Span<int> current = stackalloc int[right.Length + 1];
        for (var column = 0; column <= right.Length; column++)
        {
            previous[column] = column;
        }

        for (var row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
            {
                var cost = left[row - 1] == right[column - 1] ? 0 : 1;
                current[column] = Math.Min(Math.Min(previous[column] + 1, current[column - 1] + 1), previous[column - 1] + cost);
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                {
                    current[column] = Math.Min(current[column], before[column - 2] + 1);
                }
            }

            previous.CopyTo(before);
            current.CopyTo(previous);
        }

        return previous[right.Length];
    }
}
