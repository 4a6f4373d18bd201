using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Interviews.Grading;

/// <summary>The wrong ideas found in an answer, and the numbers of the sentences that show them.</summary>
internal sealed record MisconceptionEvidence(IReadOnlyList<MisconceptionMark> Marks, IReadOnlySet<int> Sentences)
{
    public static MisconceptionEvidence In(AnalysedText text, IReadOnlyList<PreparedMisconception> misconceptions)
    {
        var marks = new List<MisconceptionMark>();
        var sentences = new HashSet<int>();
        foreach (var misconception in misconceptions)
        {
            for (var number = 0; number < text.Sentences.Count; number++)
            {
                var range = text.Sentences[number].Tokens;
                if (ReportedBelief.In(text, text.Sentences[number])
                    || !Array.Exists(misconception.Any, pattern => pattern.Match(text.Tokens, range) is { } matched && !PointMeasurement.IsDenied(text, matched)))
                {
                    continue;
                }

                var (start, length) = text.SpanOf(range);
                var known = misconception.Misconception;
                marks.Add(new MisconceptionMark(known.Id, known.Correction, start, length, text.Source.Substring(start, length)));
                sentences.Add(number);
                break;
            }
        }

        return new MisconceptionEvidence(marks, sentences);
    }
}
