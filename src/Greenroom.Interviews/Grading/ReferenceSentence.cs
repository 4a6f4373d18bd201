using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Interviews.Grading;

/// <summary>The words that reference sentences use, numbered, with the weight of each.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    private readonly List<string> stems = [];
    private readonly List<double> weights = [];

    private readonly Dictionary<string, int[]> initialisms = new(StringComparer.Ordinal);

    private readonly Dictionary<char, List<int>> byFirstLetter = [];

    public int Count => stems.Count;

    /// <summary>The words with the same first letter: typing errors and derivations hardly ever change it.</summary>
    public IReadOnlyList<int> StartingLike(string stem) => byFirstLetter.TryGetValue(stem[0], out var alike) ? alike : [];

    public string StemOf(int id) => stems[id];

    public double WeightOf(int id) => weights[id];

    public int IdOf(string stem) => ids.GetValueOrDefault(stem, -1);

    public int Add(string stem)
    {
        if (!ids.TryGetValue(stem, out var id))
        {
            id = stems.Count;
            ids[stem] = id;
            stems.Add(stem);
            if (!byFirstLetter.TryGetValue(stem[0], out var alike))
            {
                byFirstLetter[stem[0]] = alike = [];
            }

            alike.Add(id);
            weights.Add(1);
        }

        return id;
    }

    /// <summary>The terms that an acronym stands for, if some sentence spells it out.</summary>
    public IReadOnlyList<int> SpelledOut(string acronym) => initialisms.GetValueOrDefault(acronym, []);

    public void AddInitialisms(IReadOnlyList<Token> tokens)
    {
        foreach (var (initials, words) in Initialisms.RunsOf(tokens))
        {
            initialisms.TryAdd(initials, [.. words.Where(word => word.IsContent).Select(word => Add(word.Stem))]);
        }
    }

    public void Weigh(Func<string, double> weight)
    {
        for (var id = 0; id < stems.Count; id++)
        {
            weights[id] = weight(stems[id]);
        }
    }
}

/// <summary>A sentence to compare with: its content words as numbers of a vocabulary, and which of them it denies.</summary>
internal sealed class ReferenceSentence
{
    private readonly bool[] has;

    private ReferenceSentence(int[] terms, bool[] denied)
    {
        Terms = terms;
        Denied = denied;
        has = new bool[terms.Length == 0 ? 0 : terms.Max() + 1];
        foreach (var term in terms)
        {
            has[term] = true;
        }
    }

    public int[] Terms { get; }

    public bool[] Denied { get; }

    public bool Has(int term) => term < has.Length && has[term];

    public static ReferenceSentence Of(string text, Vocabulary vocabulary) => Of(AnalysedText.Of(text).Tokens, vocabulary);

    public static ReferenceSentence Of(IEnumerable<Token> tokens, Vocabulary vocabulary)
    {
        var all = tokens as IReadOnlyList<Token> ?? [.. tokens];
        vocabulary.AddInitialisms(all);
        var content = all.Where(token => token.IsContent).ToArray();
        return new ReferenceSentence([.. content.Select(token => vocabulary.Add(token.Stem))], [.. content.Select(token => token.Denied)]);
    }
}
