using Greenroom.Growth.Posts;

namespace Greenroom.Growth.Insights;

/// <summary>Done: it was posted; the suggestion stays, marked, until the account's week is over. Dismissed: not useful; it is proposed no more until that is taken back.</summary>
public enum SlotVerdict { Done, Dismissed }

/// <summary>What a person says of a suggestion.</summary>
/// <example>{"verdict": "dismissed"}</example>
public sealed record JudgeAdviceRequest
{
    /// <summary>Takes the place of what was said before.</summary>
    public required SlotVerdict Verdict { get; init; }
}

/// <summary>What was said of a suggestion.</summary>
/// <param name="Type">What to post.</param>
/// <param name="Daypart">When, such as <c>evening</c>.</param>
/// <param name="Verdict">Done or dismissed.</param>
/// <param name="DecidedAt">When.</param>
public sealed record AdviceVerdictView(ContentType Type, string Daypart, SlotVerdict Verdict, DateTime DecidedAt);
