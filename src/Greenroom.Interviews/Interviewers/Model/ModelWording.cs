using System.Text.Json;
using Greenroom.Interviews.Grading.Language;
using Greenroom.Interviews.Interviewers.BuiltIn;
using Greenroom.Interviews.Practice;
using Microsoft.Extensions.Logging;

namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>Lets the model say a turn in the persona's manner. Whatever goes wrong, the wording of the bank is said instead: nobody waits for manners.</summary>
internal sealed partial class ModelWording(ModelClient model, ILogger<ModelWording> log)
{
    /// <summary>With the 40 seconds of the marking this leaves a turn under its minute.</summary>
    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(15);
    private const int MostRequests = 3;
    private const int MostTokens = 2000;
    private const int LongestFiller = 8;

    public async Task<string> SayAsync(Utterance utterance, Func<string, CancellationToken, Task> onText, CancellationToken ct)
    {
        var isEnglish = Languages.IsEnglish(utterance.Language);
        var bank = isEnglish ? BuiltInInterviewer.Word(utterance) : utterance.BankText;
        var hasSpoken = false;

        async Task<string> SayBankAsync()
        {
            // After half a stream the pieces do not fit any more; the final message carries the whole text and replaces them.
            if (!hasSpoken)
            {
                await onText(bank, ct);
            }

            return bank;
        }

        // In English the fixed texts stand as they are: the mark takes off what a hint names in exactly these words, and a farewell is not worth a wait.
        var isFixed = isEnglish && utterance.Kind is (UtteranceKind.Hint or UtteranceKind.Clarification or UtteranceKind.Closing);

        // The marking of this very turn may just have failed: do not make the candidate wait a second time.
        if (isFixed || model.FailedLately)
        {
            return await SayBankAsync();
        }

        var gate = new SentenceGate(
            sentence => Judge(sentence, utterance.BankText), Math.Max(600, utterance.BankText.Length * 2), WordingCheck.LongestFactor * utterance.BankText.Length);

        async Task<bool> Listen(string text, CancellationToken token)
        {
            if (gate.Take(text) is { Length: > 0 } ready)
            {
                hasSpoken = true;
                await onText(ready, token);
            }

            return !gate.IsRefused;
        }

        try
        {
            await model.StreamAsync(new ModelRequest("wording", Prompts.Wording, JsonOf(utterance), MostTokens), model.NewBudget(LongestTime, MostRequests), Listen, ct);
        }
        catch (ModelException)
        {
            // Logged where it was mapped.
            return await SayBankAsync();
        }

        var last = gate.End();
        if (gate.IsRefused || !WordingCheck.Keeps(utterance.BankText, gate.Passed, isEnglish))
        {
            NotUsed(utterance.Kind, gate.IsRefused);
            return await SayBankAsync();
        }

        if (last.Length > 0)
        {
            await onText(last, ct);
        }

        return gate.Passed;
    }

    internal static string JsonOf(Utterance utterance)
    {
        var turn = new
        {
            Text = utterance.BankText,
            Kind = JsonNamingPolicy.SnakeCaseLower.ConvertName(utterance.Kind.ToString()),
            Manner = JsonNamingPolicy.SnakeCaseLower.ConvertName(utterance.Persona.ToString()),
            utterance.Language,
        };

        // In a simulation the interviewer does not react to the answer at all, so it is not told.
        return utterance is { Mode: InterviewMode.Practice, LastAnswer: { } said }
            ? GraderRequest.ToJson(new { turn, untrusted = new { LastAnswer = said } })
            : GraderRequest.ToJson(new { turn });
    }

    internal static GateRuling Judge(string sentence, string bankText)
    {
        if (!LeakGuard.IsClean(sentence, bankText))
        {
            return GateRuling.Refuse;
        }

        if (!EvaluativePhrases.Judges(sentence, bankText))
        {
            return GateRuling.Pass;
        }

        // "Great!" can be left out. A judgement inside a longer sentence cannot be cut out without cutting the question.
        return Tokenizer.Tokens(sentence).Count <= LongestFiller ? GateRuling.Drop : GateRuling.Refuse;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The model's wording of a {Kind} was not used, refused on the way: {Refused}")]
    private partial void NotUsed(UtteranceKind kind, bool refused);
}
