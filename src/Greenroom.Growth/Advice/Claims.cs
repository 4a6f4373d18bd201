using System.Runtime.InteropServices;

namespace Greenroom.Growth.Advice;

/// <summary>Both ends belong to it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Interval(double Low, double High)
{
    public bool Contains(double value) => value >= Low && value <= High;

    public bool ExcludesZero => Low > 0 || High < 0;

    /// <summary>From log units to a lift: 0.25 becomes 0.28, "28 % more".</summary>
    public Interval ToLift() => new(Lift.FromLog(Low), Lift.FromLog(High));
}

/// <summary>From inclusive, to exclusive, both UTC.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Window(DateTime FromUtc, DateTime ToUtc)
{
    public bool Contains(DateTime instant) => instant >= FromUtc && instant < ToUtc;
}

/// <summary>What a study looks at. Posts outside the window are history for baselines, never evidence.</summary>
internal sealed record Scope(Window Window, TimeZoneInfo Zone);

/// <summary>A statement with everything that is needed to check it, and to score it later.</summary>
/// <param name="Subject">Family and cell, for example <c>daypart:evening</c>.</param>
/// <param name="N">Posts (or days) that speak for the subject.</param>
/// <param name="Effect">A lift (0.28 = 28 % more) unless the study says otherwise.</param>
/// <param name="Interval">Of the effect, in its unit.</param>
/// <param name="PostIds">The posts behind the statement, oldest first.</param>
internal sealed record Claim(
    string Subject, int N, double Effect, Interval Interval, double P, Window Window, string TimeZone, IReadOnlyList<Guid> PostIds);

internal enum RefusalReason
{
    /// <summary>There is too little to compute anything.</summary>
    TooFewPosts,

    /// <summary>There may be something, and it cannot be told from chance yet.</summary>
    NotEnoughEvidence,

    /// <summary>A difference worth acting on would have shown by now.</summary>
    NoDifference,
}

/// <summary>Why nothing is said, and how much more it takes.</summary>
/// <param name="N">Posts (or days) there are.</param>
/// <param name="MorePosts">About how many more; 0 with <see cref="RefusalReason.NoDifference"/>, where more would not help.</param>
/// <param name="MoreDays">Days to wait where time is what is missing; otherwise 0.</param>
internal sealed record Refusal(RefusalReason Reason, int N, int MorePosts, int MoreDays = 0);

/// <summary>Exactly one of the two.</summary>
internal sealed record Finding(Claim? Claim, Refusal? Refusal)
{
    public static Finding Of(Claim claim) => new(claim, null);

    public static Finding Of(Refusal refusal) => new(null, refusal);
}
