using Greenroom.Interviews.Grading.Language;
using Range = Greenroom.Interviews.Grading.Language.Range;

namespace Greenroom.Interviews.Grading;

/// <summary>
/// Who is said to be what: for a reference that contrasts things ("TCP is ordered, UDP is not"), which words each thing is given, clause
/// by clause. An answer that gives them to the other thing has the same words and is wrong.
/// </summary>
internal sealed class ClaimAttachment
{
    private const int LeastSwappedWords = 2;

    private readonly HashSet<string> things;
    private readonly Dictionary<(string Word, bool Denied), HashSet<string>> givenTo = [];

    private ClaimAttachment(HashSet<string> things, AnalysedText reference)
    {
        this.things = things;
        foreach (var (holders, word, denied) in Claims(reference))
        {
            if (!givenTo.TryGetValue((word, denied), out var set))
            {
                givenTo[(word, denied)] = set = new HashSet<string>(StringComparer.Ordinal);
            }

            set.UnionWith(holders);
        }
    }

    /// <summary>Null when the reference does not contrast at least two things.</summary>
    public static ClaimAttachment? Of(AnalysedText question, AnalysedText reference)
    {
        var asked = question.Tokens.Where(token => token.IsContent).Select(token => token.Stem).ToHashSet(StringComparer.Ordinal);
        var named = new HashSet<string>(StringComparer.Ordinal);
        var clausesWithThings = 0;
        foreach (var clause in reference.Sentences.SelectMany(sentence => sentence.Clauses))
        {
            var here = Enumerable.Range(clause.First, clause.Count).Select(index => reference.Tokens[index])
                .Where(token => IsName(reference.Source, token)).Select(token => token.Stem).ToList();
            clausesWithThings += here.Any(thing => !named.Contains(thing)) ? 1 : 0;
            named.UnionWith(here);
        }

        return clausesWithThings >= 2 ? new ClaimAttachment(named, reference) : null;
    }

    /// <summary>The share, 0 to 1, of the attached words that the answer gives to another thing than the reference does.</summary>
    public double SwappedIn(AnalysedText answer)
    {
        double swapped = 0, kept = 0;
        foreach (var (holders, word, denied) in Claims(answer))
        {
            var same = givenTo.GetValueOrDefault((word, denied));
            if (same is not null && same.Overlaps(holders))
            {
                kept++;
            }
            else if (same is { Count: 1 } || (givenTo.TryGetValue((word, !denied), out var other) && other.Overlaps(holders)))
            {
                swapped++;
            }
        }

        return swapped >= LeastSwappedWords && swapped > 2 * kept ? swapped / (swapped + kept) : 0;
    }

    private IEnumerable<(HashSet<string> Holders, string Word, bool Denied)> Claims(AnalysedText text)
    {
        foreach (var sentence in text.Sentences)
        {
            var holders = new HashSet<string>(StringComparer.Ordinal);
            foreach (var clause in sentence.Clauses)
            {
                var tokens = Enumerable.Range(clause.First, clause.Count).Select(index => text.Tokens[index]).Where(token => token.IsContent).ToArray();
                var named = tokens.Select(token => token.Stem).Where(things.Contains).ToHashSet(StringComparer.Ordinal);
                holders = named.Count > 0 ? named : holders;
                if (holders.Count == 0)
                {
                    continue;
                }

                foreach (var token in tokens.Where(token => !things.Contains(token.Stem) && !Lexicon.IsWeakStem(token.Stem)))
                {
                    yield return (holders, MeaningOf(token), token.Denied);
                }
            }
        }
    }

    private static string MeaningOf(Token token) =>
        Lexicon.SynonymGroupsOf(token.Stem) is [var group, ..] ? group.ToString() : token.Stem;

    private static bool IsName(string source, Token token) =>
        token.IsContent && (token.Word.Contains('(', StringComparison.Ordinal)
        || (token.Length >= 2 && source.AsSpan(token.Start, token.Length).IndexOfAnyExceptInRange('A', 'Z') < 0));

    private static string? FirstContent(AnalysedText text, Range clause)
    {
        for (var index = clause.First; index < clause.End; index++)
        {
            if (text.Tokens[index].IsContent)
            {
                return text.Tokens[index].Stem;
            }
        }

        return null;
    }
}
