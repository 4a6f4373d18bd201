using Greenroom.Interviews.Grading.Language;

namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>
/// Words that judge an answer. The interviewer does not know the marks, so praise would be empty and blame a guess; in a simulation
/// either would look like a mark. A phrase that the question itself uses ("exactly once") is no judgement.
/// </summary>
internal static class EvaluativePhrases
{
    private const int ShortSentence = 4;

    private static readonly string[][] Anywhere = Phrases("""
        great|excellent|perfect|perfectly|brilliant|fantastic|awesome|amazing|impressive|impressed|wonderful|superb|outstanding|terrific|exactly|precisely|absolutely
        spot on|well done|nicely done|well said|well put|well explained|nice work|good work|good job|nice job|good answer|nice answer|right answer|wrong answer
        strong answer|weak answer|solid answer|complete answer|incomplete answer|your answer was|your answer is|good point|fair point|valid point|nice point|good start|nice start|solid start
        good thinking|good thought|right track|wrong track|correct|correctly|incorrect|incorrectly|that's right|that is right|you're right|you are right|you were right|that's true|that's wrong|that is wrong
        you're wrong|you are wrong|not quite|not exactly|almost there|close enough|you missed|you forgot|you left out|you did not mention|you didn't mention|you failed|you got|you nailed|nailed it
        you covered|you understood|you understand this|bravo|kudos|mistake|mistaken|unfortunately|disappointing|flawed|full marks|high score|low score|points for
        sehr gut|gut gemacht|gute antwort|gut erklärt|vollkommen richtig|ganz richtig|nicht richtig|nicht ganz|leider falsch|très bien|bonne réponse|tout à fait|pas tout à fait|bien joué
        muy bien|buena respuesta|bien hecho|no es correcto|molto bene|ottima risposta|ben fatto|muito bem|boa resposta|heel goed|goed gedaan|goed antwoord|bardzo dobrze|dobra odpowiedź
        """);

    /// <summary>In other languages these words stand in questions too; at the head of a sentence, or alone, they judge.</summary>
    private static readonly string[][] AtTheHead = Phrases("""
        good|nice|right|wrong|true|false|yes|no|genau|richtig|falsch|ausgezeichnet|hervorragend|perfekt|super|prima|toll|stimmt|korrekt|leider|exactement|parfait|excellent|correct|bravo|malheureusement|faux
        exacto|exactamente|perfecto|excelente|correcto|incorrecto|esatto|esattamente|perfetto|ottimo|eccellente|corretto|sbagliato|brava|exato|exatamente|perfeito|correto|ótimo
        precies|uitstekend|klopt|juist|fout|helaas|świetnie|doskonale|dokładnie|niestety
        """);

    public static bool Judges(string sentence, string bankText)
    {
        var words = Words(sentence);
        var bank = Words(bankText);
        for (var index = 0; index < words.Length; index++)
        {
            if (Array.Exists(Anywhere, phrase => StandsAt(words, index, phrase) && !IsOfTheBank(words, index, phrase.Length, bank)))
            {
                return true;
            }
        }

        return Array.Exists(AtTheHead, phrase => StandsAt(words, 0, phrase) && (words.Length <= ShortSentence || IsCutOff(sentence, phrase[^1])) && !IsOfTheBank(words, 0, phrase.Length, bank));
    }

    /// <summary>The same words with the same neighbour as in the question.</summary>
    private static bool IsOfTheBank(string[] words, int at, int length, string[] bank)
    {
        for (var index = 0; index + length <= bank.Length; index++)
        {
            var same = bank.AsSpan(index, length).SequenceEqual(words.AsSpan(at, length));
            var before = at > 0 && index > 0 && bank[index - 1] == words[at - 1];
            var after = at + length < words.Length && index + length < bank.Length && bank[index + length] == words[at + length];
            if (same && (before || after))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StandsAt(string[] words, int at, string[] phrase) =>
        at + phrase.Length <= words.Length && words.AsSpan(at, phrase.Length).SequenceEqual(phrase);

    private static bool IsCutOff(string sentence, string word)
    {
        var at = sentence.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && at + word.Length < sentence.Length && sentence[at + word.Length] is ',' or '.' or '!' or ':' or ';' or '—' or '–';
    }

    /// <summary>Invisible letters between the others hide a word from a comparison, not from a reader.</summary>
    private static string[] Words(string text) =>
        [.. Tokenizer.Tokens(new string([.. text.Where(letter => char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.Format)])).Select(token => token.Word)];

    private static string[][] Phrases(string list) =>
        [.. list.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(phrase => Tokenizer.Tokens(phrase).Select(token => token.Word).ToArray())];
}
