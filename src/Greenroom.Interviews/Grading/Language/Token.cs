using System.Runtime.InteropServices;

namespace Greenroom.Interviews.Grading.Language;

/// <summary>A word of a text: where it stands, how it reads in lower case, and the form in which it is compared.</summary>
/// <param name="Denied">Under an odd number of negations ("not", "without", "rather than") in its clause.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(int Start, int Length, string Word, string Stem, bool Denied)
{
    public int End => Start + Length;

    public bool IsFunction => Lexicon.FunctionWords.Contains(Word);

    public bool IsContent => !IsFunction && !(Word.Length == 1 && !char.IsAsciiDigit(Word[0]));
}

/// <summary>A range of tokens: a clause, a sentence or several.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Range(int First, int Count)
{
    public int End => First + Count;
}

/// <summary>A sentence with the clauses in it.</summary>
internal sealed record Sentence(Range Tokens, IReadOnlyList<Range> Clauses, int Commas, bool IsQuestion);
