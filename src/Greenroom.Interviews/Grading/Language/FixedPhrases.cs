using System.Collections.Frozen;

namespace Greenroom.Interviews.Grading.Language;

/// <summary>Expressions of several words that mean one: the first word gets the meaning, the others carry none of their own.</summary>
internal static class FixedPhrases
{
    private const string All = """
        roll back = rollback
        take out = remove
        get rid of = remove
        throw away = discard
        throw out = discard
        wipe out = delete
        kick out = evict
        clean up = clear
        send again = resend
        try again = retry
        ask again = retry
        once again = repeat
        over again = repeat
        do again = repeat
        more than once = duplicate
        a second time = duplicate
        at the same time = simultaneous
        at the same moment = simultaneous
        at the same instant = simultaneous
        at once = simultaneous
        in parallel = simultaneous
        all or nothing = atomic
        last in first out = lifo
        first in first out = fifo
        out of date = stale
        up to date = fresh
        no longer valid = stale
        look up = lookup
        set up = establish
        give up = stop
        go down = fail
        fall over = fail
        blow up = fail
        break down = fail
        run out = exhaust
        use up = exhaust
        write down = record
        hold on = keep
        hang on = keep
        hand out = give
        hand over = give
        find out = detect
        work out = compute
        make sure = ensure
        take care = ensure
        slow down = slow
        speed up = fast
        scale out = scale
        back off = backoff
        time out = timeout
        turn off = disable
        switch off = disable
        turn on = enable
        switch on = enable
        turn down = reject
        turn away = reject
        cut off = disconnect
        log in = login
        sign in = login
        round trip = roundtrip
        depend on = dependency
        rely on = dependency
        in order = ordered
        one by one = sequential
        one after another = sequential
        one at a time = sequential
        side by side = parallel
        as long as = while
        a lot of = many
        a couple of = several
        plenty of = many
        big o of 1 = constant
        """;

    private static readonly FrozenDictionary<string, (string[] Others, string Meaning)[]> ByFirst = Parse();

    /// <summary>Gives the first word of every expression its meaning, in place.</summary>
    public static void Mark(List<Token> tokens)
    {
        for (var index = 0; index + 1 < tokens.Count; index++)
        {
            if (!ByFirst.TryGetValue(tokens[index].Stem, out var candidates))
            {
                continue;
            }

            foreach (var (rest, meaning) in candidates)
            {
                if (StandsAt(tokens, index + 1, rest))
                {
                    tokens[index] = tokens[index] with { Stem = meaning };
                    for (var offset = 1; offset <= rest.Length; offset++)
                    {
                        tokens[index + offset] = tokens[index + offset] with { IsPartOfPhrase = true };
                    }

                    break;
                }
            }
        }
    }

    private static bool StandsAt(List<Token> tokens, int first, string[] stems)
    {
        if (first + stems.Length > tokens.Count)
        {
            return false;
        }

        for (var offset = 0; offset < stems.Length; offset++)
        {
            if (tokens[first + offset].Stem != stems[offset] || tokens[first + offset].IsPartOfPhrase)
            {
                return false;
            }
        }

        return true;
    }

    private static FrozenDictionary<string, (string[] Others, string Meaning)[]> Parse() =>
        All.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(" = "))
            .Select(sides => (Words: sides[0].Split(' ').Select(Lexicon.Canonical).ToArray(), Meaning: Lexicon.Canonical(sides[1])))
            .GroupBy(phrase => phrase.Words[0])
            .ToFrozenDictionary(
                group => group.Key,
                group => group.OrderByDescending(phrase => phrase.Words.Length).Select(phrase => (phrase.Words[1..], phrase.Meaning)).ToArray(),
                StringComparer.Ordinal);
}
