using System.Runtime.InteropServices;
using System.Text;

namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>Where a quote stands in the answer as it was sent, in UTF-16 offsets.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QuoteSpan(int Start, int Length)
{
    public int End => Start + Length;

    public bool Overlaps(int start, int end) => Start < end && start < End;
}

/// <summary>Finds quotes in an answer. Runs of white space count as one blank on both sides, because models reflow text; everything
/// else must be the same letter by letter.</summary>
internal sealed class AnswerQuotes
{
    private readonly string _folded;

    /// <summary>For each folded character, where it came from.</summary>
    private readonly List<int> _origins;

    public AnswerQuotes(string answer)
    {
        Answer = answer;
        (_folded, _origins) = Fold(answer);
    }

    public string Answer { get; }

    public QuoteSpan? Find(string quote)
    {
        var (wanted, _) = Fold(quote);
        return Locate(wanted) ?? Locate(WithoutMarks(wanted));
    }

    public string Slice(QuoteSpan span) => Answer.Substring(span.Start, span.Length);

    internal static (string Text, List<int> Origins) Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var origins = new List<int>(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsWhiteSpace(text[index]))
            {
                folded.Append(text[index]);
                origins.Add(index);
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
                origins.Add(index);
            }
        }

        if (folded.Length > 0 && folded[^1] == ' ')
        {
            folded.Length--;
            origins.RemoveAt(origins.Count - 1);
        }

        return (folded.ToString(), origins);
    }

    private QuoteSpan? Locate(string wanted)
    {
        if (wanted.Length == 0 || char.IsLowSurrogate(wanted[0]) || char.IsHighSurrogate(wanted[^1]))
        {
            return null;
        }

        var at = _folded.IndexOf(wanted, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var start = _origins[at];
        return new QuoteSpan(start, _origins[at + wanted.Length - 1] + 1 - start);
    }

    /// <summary>Models like to put what they quote between marks, or to show that something goes on.</summary>
    private static string WithoutMarks(string quote) => quote.Trim('"', '\'', '“', '”', '„', '«', '»', '…', '.', ' ');
}
