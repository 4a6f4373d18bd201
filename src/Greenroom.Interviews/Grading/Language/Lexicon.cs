using System.Collections.Frozen;

namespace Greenroom.Interviews.Grading.Language;

/// <summary>What the grader knows about words before it sees a question: which carry no content, which mean the same, which are opposed.</summary>
internal static class Lexicon
{
    // First: the tables below are built with it.
    private static readonly FrozenDictionary<string, string> NumberWords = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["zero"] = "0",
        ["one"] = "1",
        ["two"] = "2",
        ["three"] = "3",
        ["four"] = "4",
        ["five"] = "5",
        ["six"] = "6",
        ["seven"] = "7",
        ["eight"] = "8",
        ["nine"] = "9",
        ["ten"] = "10",
        ["hundred"] = "100",
        ["thousand"] = "1000",
        ["million"] = "1000000",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static readonly FrozenSet<string> FunctionWords = Words("""
        a an the this that these those it its he she they them their theirs his her him we us our ours you your yours i me my mine myself itself
        themselves one's be is are was were been being am do does did doing done have has had having will would shall should can could may might
        must ought and or but nor so yet for of in on at by to from with into onto upon about as than then there here when where while who whom
        whose which what why how if because since although though until unless whether also too very just only even still such some any each
        both either neither more most much many few own same other another out up down over under again further once not no never don't doesn't
        didn't won't wouldn't can't cannot couldn't shouldn't isn't aren't wasn't weren't hasn't haven't it's that's i'd i'll i'm we'd you'd
        let lets let's like well however therefore thus hence during before after between through per via within without
        """);

    /// <summary>Words with so little content that sharing them says next to nothing.</summary>
    public static readonly FrozenSet<string> WeakWords = Words("""
        use used uses using make makes made making get gets got getting need needs needed want wants thing things way ways kind sort lot lots
        good bad better best great really quite actually basically simply usually normally often sometimes maybe perhaps probably course
        important matter matters think thinks say says said know knows see sees look looks go goes going come comes put puts take takes taking
        give gives keep keeps mean means means example case cases problem problems issue issues question answer work works working help helps
        happen happens try tries able possible possibly something anything everything someone anyone everybody people time times part parts
        point points idea ideas reason reasons sure simple easy hard next
        now today already always let's etc app application system systems service services code software developer team
        """);

    /// <summary>Function words that change what a sentence claims.</summary>
    public static readonly FrozenSet<string> Quantities = Words("all every each same only once more most less many few before after first last both other another own");

    /// <summary>Words that deny and do nothing else.</summary>
    public static readonly FrozenSet<string> Negations = Words("""
        not no never none nothing nobody nowhere neither nor cannot without don't doesn't didn't won't wouldn't can't couldn't shouldn't isn't
        aren't wasn't weren't hasn't haven't hadn't ain't dont doesnt didnt wont wouldnt cant couldnt shouldnt isnt arent wasnt werent hasnt
        havent
        """);

    /// <summary>Words that deny what follows them, those that have a meaning of their own among them.</summary>
    public static readonly FrozenSet<string> Negators = Negations.Union(Words("""
        hardly barely scarcely lack lacks lacking instead unlike avoid avoids avoiding avoided prevent prevents preventing prevented
        fail fails failing stop stops stopping
        """)).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> WeakStems = WeakWords.Union(Quantities).Select(Canonical).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int[]> GroupsByStem = Groups(SynonymGroups.All);

    private static readonly FrozenDictionary<string, string[]> SynonymsByStem = Synonyms(GroupsByStem);

    private static readonly FrozenDictionary<string, string[]> OpposedByStem = Opposed(AntonymPairs.All);

    /// <summary>The form in which words are compared: number words as digits, everything else stemmed.</summary>
    public static string Canonical(string word) => NumberWords.TryGetValue(word, out var digits) ? digits : PorterStemmer.Stem(word);

    /// <summary>The numbers of the groups of near-synonyms that a stem belongs to.</summary>
    public static int[] SynonymGroupsOf(string stem) => GroupsByStem.GetValueOrDefault(stem, []);

    public static IReadOnlyList<string> SynonymsOf(string stem) => SynonymsByStem.GetValueOrDefault(stem, []);

    public static bool AreSynonyms(string stem, string other) => Array.IndexOf(SynonymsByStem.GetValueOrDefault(stem, []), other) >= 0;

    public static IReadOnlyList<string> OpposedTo(string stem) => OpposedByStem.GetValueOrDefault(stem, []);

    public static bool AreOpposed(string stem, string other) => Array.IndexOf(OpposedByStem.GetValueOrDefault(stem, []), other) >= 0;

    public static bool IsWeakStem(string stem) => WeakStems.Contains(stem);

    private static FrozenSet<string> Words(string list) => list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, int[]> Groups(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany((line, number) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (Stem: Canonical(word), Number: number)))
            .GroupBy(pair => pair.Stem)
            .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Number).Distinct().ToArray(), StringComparer.Ordinal);

    private static FrozenDictionary<string, string[]> Synonyms(FrozenDictionary<string, int[]> groups)
    {
        var members = groups.SelectMany(pair => pair.Value.Select(group => (group, pair.Key))).ToLookup(pair => pair.group, pair => pair.Key);
        return groups.ToFrozenDictionary(
            pair => pair.Key,
            pair => pair.Value.SelectMany(group => members[group]).Where(stem => stem != pair.Key).Distinct().ToArray(),
            StringComparer.Ordinal);
    }

    private static FrozenDictionary<string, string[]> Opposed(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('/', StringSplitOptions.TrimEntries).Select(side => side.Split(' ').Select(Canonical).ToArray()).ToArray())
            .SelectMany(sides => sides[0].SelectMany(left => sides[1].SelectMany(right => new[] { (left, right), (right, left) })))
            .GroupBy(pair => pair.Item1)
            .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Item2).Distinct().ToArray(), StringComparer.Ordinal);
}
