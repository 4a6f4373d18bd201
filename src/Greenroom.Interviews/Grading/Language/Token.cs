using System.Runtime.InteropServices;

namespace Greenroom.Interviews.Grading.Language;

/// <summary>A word of a text: where it stands, how it reads in lower case, and the form in which it is compared.</summary>
/// <param name="Denied">Under an odd number of negations ("not", "without", "rather than") in its clause.</param>
/// <param name="IsPartOfPhrase">The rest of an expression whose first word carries the meaning ("roll back").</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(int Start, int Length, string Word, string Stem, bool Denied = false, bool IsPartOfPhrase = false)
{
    public int End => Start + Length;

    public bool IsFunction { get; } = Lexicon.FunctionWords.Contains(Word);

    /// <summary>Worth comparing: not a function word, but quantities ("all", "same", "before") count.</summary>
    public bool IsContent => !IsPartOfPhrase && (!IsFunction || Lexicon.Quantities.Contains(Word)) && !(Word.Length == 1 && !char.IsAsciiDigit(Word[0]));
}

/// <summary>A range of tokens: a clause, a sentence or several.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Range(int First, int Count)
{
    public int End => First + Count;
}

/// <summary>A sentence with the clauses in it.</summary>
internal sealed record Sentence(Range Tokens, IReadOnlyList<Range> Clauses, int Commas, bool IsQuestion);
