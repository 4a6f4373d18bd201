namespace Greenroom.Interviews.Grading.Language;

/// <summary>
/// Decides which words of a clause are denied. A negation reaches to the end of its clause ("without", "instead of", "rather than": a few
/// words), two negations cancel, and "not only", "no longer than", "no matter" deny nothing. The idea of a scope that ends at punctuation
/// and conjunctions is that of NegEx (Chapman et al., 2001).
/// </summary>
internal static class NegationScope
{
    private const int ShortReach = 2;

    public static void Mark(List<Token> tokens, Range clause)
    {
        var denied = false;
        var shortScopes = 0;
        for (var index = clause.First; index < clause.End; index++)
        {
            var token = tokens[index];
            var shortlyDenied = shortScopes > 0;
            if (denied != shortlyDenied)
            {
                tokens[index] = token with { Denied = true };
            }

            // "Never only some of them": denying a part affirms the whole.
            denied = denied && token.Word is not ("only" or "just" or "merely") && !JoinsNegation(tokens, index, clause);
            if (token.IsContent)
            {
                shortScopes = Math.Max(0, shortScopes - 1);
            }

            switch (Kind(tokens, index, clause))
            {
                case Scope.Clause:
                    denied = !denied;
                    break;
                case Scope.Short:
                    shortScopes = ShortReach;
                    break;
            }
        }
    }

    public static bool IsNegator(List<Token> tokens, int index, Range clause) => Kind(tokens, index, clause) != Scope.None;

    private static Scope Kind(List<Token> tokens, int index, Range clause)
    {
        var word = tokens[index].Word;
        var next = index + 1 < clause.End ? tokens[index + 1].Word : "";
        var isShort = word switch
        {
            "instead" or "rather" => next is "of" or "than",
            "no" => !(next is "matter" or "doubt" or "more" or "later" or "problem" or "sooner" or "longer") && index > clause.First && !StartsSubject(tokens, index, clause),
            "without" or "unlike" or "avoid" or "avoids" or "avoiding" or "avoided" or "prevent" or "prevents" or "preventing" or "prevented"
                or "lack" or "lacks" or "lacking" => true,
            "stop" or "stops" or "stopping" or "fail" or "fails" or "failing" => next is "to" || next.EndsWith("ing", StringComparison.Ordinal),
            _ => false,
        };
        if (isShort)
        {
            return Scope.Short;
        }

        if (word is "instead" or "unlike" or "stop" or "stops" or "stopping" or "fail" or "fails" or "failing" || !Lexicon.Negators.Contains(word))
        {
            return Scope.None;
        }

        // "No lock is needed" denies the clause, "with no tracking" only its noun.
        var harmless = (word is "not" && next is "only" or "just" or "merely" or "simply")
            || (word is "no" && next is "matter" or "doubt" or "more" or "later" or "problem" or "sooner");
        return harmless ? Scope.None : Scope.Clause;
    }

    /// <summary>"Not X and not Y" denies both: the second negation stands on its own.</summary>
    private static bool JoinsNegation(List<Token> tokens, int index, Range clause)
    {
        if (tokens[index].Word is not ("and" or "or" or "nor"))
        {
            return false;
        }

        for (var next = index + 1; next < Math.Min(clause.End, index + 4); next++)
        {
            if (Lexicon.Negations.Contains(tokens[next].Word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsSubject(List<Token> tokens, int index, Range clause) =>
        tokens[index - 1].Word is "and" or "but" or "so" or "because" or "that" or "if" or "when" or "then" or "there" or "is" or "are" or "has" or "have"
        || index - clause.First <= 1;

    private enum Scope
    {
        None,
        Short,
        Clause,
    }
}
