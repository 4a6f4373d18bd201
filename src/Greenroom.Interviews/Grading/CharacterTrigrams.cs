using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Interviews.Grading;

/// <summary>Counts of three letters in a row inside words: near even when spelling and endings differ.</summary>
internal static class CharacterTrigrams
{
    public static Dictionary<string, double> Of(AnalysedText text)
    {
        var counts = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var token in text.Tokens.Where(token => token.IsContent))
        {
            var word = $" {token.Word} ";
            for (var index = 0; index + 3 <= word.Length; index++)
            {
                var trigram = word.Substring(index, 3);
                counts[trigram] = counts.GetValueOrDefault(trigram) + 1;
            }
        }

        return counts;
    }

    public static double Cosine(Dictionary<string, double> left, Dictionary<string, double> right)
    {
        if (left.Count == 0 || right.Count == 0)
        {
            return 0;
        }

        var product = left.Sum(pair => pair.Value * right.GetValueOrDefault(pair.Key));
        return product / Math.Sqrt(left.Values.Sum(value => value * value) * right.Values.Sum(value => value * value));
    }
}
