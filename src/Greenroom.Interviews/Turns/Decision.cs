using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Questions;

namespace Greenroom.Interviews.Turns;

/// <summary>What the interviewer does after an answer.</summary>
internal abstract record Decision
{
    /// <summary>Probe the heaviest idea that was missed.</summary>
    public sealed record FollowUp(Questions.FollowUp Probe) : Decision;

    /// <summary>Everything was covered: go one step beyond the rubric.</summary>
    public sealed record Escalate(Questions.FollowUp Probe) : Decision;

    public sealed record Next : Decision;

    public sealed record WrapUp : Decision;

    public const int FollowUpsPerQuestion = 2;

    /// <summary>A follow-up with less time than this left could not be answered.</summary>
    private static readonly TimeSpan ShortestFollowUp = TimeSpan.FromSeconds(45);

    /// <summary>Decides in code, never by a model: the same state gives the same move.</summary>
    public static Decision Decide(DecisionState state, DateTime now)
    {
        if (state.DeadlineAt is { } deadline && deadline <= now)
        {
            return new WrapUp();
        }

        return FindProbe(state, now) ?? (state.MainQuestionsLeft > 0 ? new Next() : new WrapUp());
    }

    private static Decision? FindProbe(DecisionState state, DateTime now)
    {
        var outOfTime = state.DeadlineAt is { } deadline && deadline - now < ShortestFollowUp;
        if (!state.AllowsFollowUps || state.FollowUpsAsked.Count >= FollowUpsPerQuestion || outOfTime || state.QuestionTimeIsUp || state.LastAnswerWasEmpty)
        {
            return null;
        }

        var verdicts = state.Merged.ToDictionary(p => p.PointId, p => p.Verdict, StringComparer.Ordinal);
        bool IsOpen(string point) => verdicts.GetValueOrDefault(point, Verdict.Missed) != Verdict.Hit;
        bool Fits(Questions.FollowUp f) =>
            !state.FollowUpsAsked.Contains(f.Prompt.Trim()) && f.WhenMissed.All(IsOpen) && f.WhenHit.All(p => !IsOpen(p));

        // The heaviest open point first: a core one before others of its weight, a missed one before a half said one.
        var heaviest = state.Entry.KeyPoints
            .Where(p => IsOpen(p.Id))
            .OrderByDescending(p => p.Weight)
            .ThenByDescending(p => p.Core)
            .ThenBy(p => verdicts.GetValueOrDefault(p.Id, Verdict.Missed) == Verdict.Partial);
        foreach (var point in heaviest)
        {
            if (state.Entry.FollowUps.FirstOrDefault(f => f.WhenMissed.Contains(point.Id) && Fits(f)) is { } probe)
            {
                return new FollowUp(probe);
            }
        }

        return !state.Entry.KeyPoints.Any(p => IsOpen(p.Id))
            && state.Entry.FollowUps.FirstOrDefault(f => f.WhenAllHit && !state.FollowUpsAsked.Contains(f.Prompt.Trim())) is { } beyond
                ? new Escalate(beyond)
                : null;
    }
}

/// <summary>Everything that the decision may depend on.</summary>
/// <param name="Merged">The verdicts over the main answer and its follow-ups so far.</param>
/// <param name="FollowUpsAsked">Prompts of the follow-ups that this question already had.</param>
/// <param name="LastAnswerWasEmpty">"I don't know" is an answer: probing it would only embarrass.</param>
/// <param name="AllowsFollowUps">A retry asks one question and stops.</param>
/// <param name="QuestionTimeIsUp">The question has used up twice the time that a good answer takes, pauses not counted.</param>
/// <param name="DeadlineAt">When the interview ends; null when no clock runs.</param>
internal sealed record DecisionState(
    BankEntry Entry,
    IReadOnlyList<PointMark> Merged,
    IReadOnlyCollection<string> FollowUpsAsked,
    bool LastAnswerWasEmpty,
    bool AllowsFollowUps,
    int MainQuestionsLeft,
    bool QuestionTimeIsUp,
    DateTime? DeadlineAt);
