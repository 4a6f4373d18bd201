using System.Collections.Frozen;
using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Interviews.Grading;

/// <summary>Recognises what is no attempt at an answer: nothing, "I don't know", the question copied back, an instruction to the grader.</summary>
internal static class NonAnswer
{
    private const int LongestAdmission = 45;
    private const int LongestAdmittingSentence = 25;
    private const int ShortAdmission = 3;

    private static readonly EvidencePattern[] NotKnowing = [.. new[]
    {
        "don't know|dont know|do not know|do not really know|don't really know|didn't know|wouldn't know",
        "no idea|no clue|not a clue|not the faintest|haven't a clue|haven't the faintest|beats me|search me",
        "don't have a clue|don't have any idea|do not have any idea|do not have a clue|don't have an idea|have no idea",
        "not sure|unsure|not certain|can't say|cannot say|couldn't say|can't tell|hard to say|idk|dunno",
        "can't remember|cannot remember|don't remember|do not remember|can't recall|don't recall|i forgot|have forgotten|forgot",
        "can't answer|cannot answer|unable to answer|couldn't answer|no answer|don't have an answer|do not have an answer",
        "pass|skip|next question|move on|come back to",
        "never + heard|used|worked|learned|learnt|studied|came|seen|dealt|touched|needed|had to",
        "not + familiar|experience|covered|studied|learned|learnt|come across|heard|my area",
        "haven't + used|worked|learned|learnt|heard|seen|come across|studied|dealt",
        "can't help|cannot help|couldn't help|can't tell you|could not tell you|couldn't tell you|not able to",
        "only heard|just heard|heard of it|heard the name|heard the word|black box|mystery|making it up|making things up|make something up|making something up|pure guess|guessing",
        "would not know|where to start|where to begin|no opinion|rather not guess|don't want to guess|do not want to guess|not my field|never my job",
        "another team|other team|someone else|somebody else|colleague* + did|done|handle*|took care|built|wrote|owned",
        "no experience|out of my depth|over my head|above my level|i give up|blank|stumped",
    }.Select(EvidencePattern.Compile)];

    /// <summary>Those of the above that mean it in any company ("not sure" and "pass" may be part of an answer).</summary>
    private static readonly EvidencePattern[] Ignorance = [.. new[]
    {
        "i don't know|i dont know|i do not know|i really don't|i don't really know|wouldn't know|would not know|idk|dunno|not a clue|no clue|no idea|beats me",
        "i can't say|i cannot say|i couldn't say|i can't tell|could not tell you|couldn't tell you|can't help|cannot help|i can't answer|i cannot answer",
        "don't remember|do not remember|can't remember|cannot remember|can't recall|i forgot|have forgotten",
        "not my strong side|not my strength|not my area|not my field|out of my depth|over my head|black box|stumped|i give up|i pass|where to start|where to begin",
        "i never|i've never|i have never|we never|we have never|only ever + heard|learned|learnt|studied|came across|come across|had to|touched|used|worked|built",
        "only heard|just heard|heard the name|i never used|i never worked|i never needed|haven't used|have not used|haven't worked|don't have an idea|have no idea|not familiar",
        "another team|other team|someone else|somebody else + did|done|handle*|took care|built|wrote|owned|always",
    }.Select(EvidencePattern.Compile)];

    private static readonly EvidencePattern[] ToTheGrader = [.. new[]
    {
        "ignore|disregard|forget + instruction*|rubric|previous|above|prompt|criteria|rules",
        "give|award|grant|assign|return|output|mark + full marks|full mark|full score|full credit|full points|maximum score|max score|top score|100|5 5|highest score|all points|perfect score",
        "this|my|the answer + is correct and complete|is fully correct|deserves full|is perfect|is complete and correct",
        "answer + deserves|merits + marks|points|credit",
        "you are + grader|examiner|an ai|language model|assistant",
        "as the grader|dear grader|note to the grader|system prompt|system message|grader|rubric + must|should|please|instruct*",
        "mark|grade|score + this answer|my answer + correct|full|high*|maximum|pass",
        "all + key points|points|criteria + hit|met|satisfied|covered",
    }.Select(EvidencePattern.Compile)];

    private static readonly string[] Filler = """
        sorry honestly frankly really just well um uh hmm eh er ok okay yes no hello hi thanks thank afraid guess think would have look google
        search documentation docs colleague team ask honest moment question topic answer right now today still at all about one this that
        please could time head top afraid maybe perhaps anything something thing much enough exactly say tell know remember idea clue sure
        interview never ever heard used worked with properly detail details practice come across learn read up move next skip pass
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static readonly FrozenSet<string> FillerStems = Filler.Select(Lexicon.Canonical).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A short answer in which somebody says that he does not know. With nothing right in it, it is no attempt.</summary>
    public static bool Admits(AnalysedText answer) =>
        answer.Tokens.Length <= LongestAdmission && answer.Sentences.Any(sentence => Admits(sentence, answer));

    /// <summary>A sentence that admits not knowing never earns a point.</summary>
    public static bool Admits(Sentence sentence, AnalysedText answer) =>
        sentence.Tokens.Count <= LongestAdmittingSentence && Matches(Ignorance, sentence, answer);

    public static bool Is(string question, string answer) => Is(AnalysedText.Of(question), AnalysedText.Of(answer));

    public static bool Is(AnalysedText question, AnalysedText answer)
    {
        if (answer.Tokens.Length == 0)
        {
            return true;
        }

        var questionStems = question.Tokens.Select(token => token.Stem).ToHashSet(StringComparer.Ordinal);
        return answer.Sentences.All(sentence => IsEmpty(sentence, answer, questionStems));
    }

    private static bool IsEmpty(Sentence sentence, AnalysedText answer, HashSet<string> questionStems)
    {
        var content = 0;
        var own = 0;
        for (var index = sentence.Tokens.First; index < sentence.Tokens.End; index++)
        {
            var token = answer.Tokens[index];
            if (!token.IsContent)
            {
                continue;
            }

            content++;
            own += questionStems.Contains(token.Stem) || FillerStems.Contains(token.Stem) ? 0 : 1;
        }

        var length = sentence.Tokens.Count;
        if (own == 0)
        {
            return CopiesOrAdmits(sentence, answer, questionStems, content);
        }

        if (length <= ShortAdmission && Matches(NotKnowing, sentence, answer))
        {
            return true;
        }

        return (own <= 4 && length <= 25 && Matches(NotKnowing, sentence, answer) && own * 3 <= length) || Matches(ToTheGrader, sentence, answer);
    }

    /// <summary>Nothing of its own: filler, the question's words in a row, or an admission.</summary>
    private static bool CopiesOrAdmits(Sentence sentence, AnalysedText answer, HashSet<string> questionStems, int content)
    {
        if (content == 0 || sentence.IsQuestion || Matches(NotKnowing, sentence, answer))
        {
            return true;
        }

        var copied = 0;
        for (var index = sentence.Tokens.First; index < sentence.Tokens.End; index++)
        {
            copied += questionStems.Contains(answer.Tokens[index].Stem) ? 1 : 0;
        }

        return copied >= 5 && copied >= sentence.Tokens.Count * 0.9;
    }

    private static bool Matches(EvidencePattern[] patterns, Sentence sentence, AnalysedText answer) =>
        Array.Exists(patterns, pattern => pattern.Match(answer.Tokens, sentence.Tokens) is not null);
}
