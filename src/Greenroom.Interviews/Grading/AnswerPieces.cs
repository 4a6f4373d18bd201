using Greenroom.Interviews.Grading.Language;
using Range = Greenroom.Interviews.Grading.Language.Range;

namespace Greenroom.Interviews.Grading;

/// <summary>A piece of the answer that may carry a point: a clause, two clauses, a sentence, or two sentences in a row.</summary>
/// <param name="Sentence">The number of the (first) sentence.</param>
internal sealed record Piece(AnswerWindow Window, int Sentence, bool IsWholeSentence)
{
    public Range Range => Window.Range;
}

/// <summary>Cuts an answer into the overlapping pieces that are compared with what should be said.</summary>
internal static class AnswerPieces
{
    private const int LeastWords = 4;

    public static List<Piece> Of(AnalysedText text, MatchedAnswer matched, bool withPairs)
    {
        var pieces = new List<Piece>();
        for (var number = 0; number < text.Sentences.Count; number++)
        {
            var sentence = text.Sentences[number];
            pieces.Add(new Piece(matched.Window(sentence.Tokens), number, IsWholeSentence: true));
            AddClauses(pieces, matched, sentence, number);
            if (withPairs && number + 1 < text.Sentences.Count)
            {
                var pair = Join(sentence.Tokens, text.Sentences[number + 1].Tokens);
                pieces.Add(new Piece(matched.Window(pair), number, IsWholeSentence: false));
            }
        }

        return pieces;
    }

    private static void AddClauses(List<Piece> pieces, MatchedAnswer matched, Sentence sentence, int number)
    {
        if (sentence.Clauses.Count < 2)
        {
            return;
        }

        foreach (var clause in sentence.Clauses.Where(clause => clause.Count >= LeastWords))
        {
            pieces.Add(new Piece(matched.Window(clause), number, IsWholeSentence: false));
        }

        for (var index = 0; index + 1 < sentence.Clauses.Count && sentence.Clauses.Count > 2; index++)
        {
            pieces.Add(new Piece(matched.Window(Join(sentence.Clauses[index], sentence.Clauses[index + 1])), number, IsWholeSentence: false));
        }
    }

    private static Range Join(Range first, Range second) => new(first.First, second.End - first.First);
}
