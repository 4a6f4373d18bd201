using Greenroom.Growth.Advice;
using Greenroom.Growth.Posts;
using Greenroom.Platform.Data;

namespace Greenroom.Growth.Insights;

/// <summary>What a person said of a suggestion. It decides what is proposed; what is found, and the ledger of it, stay as they are.</summary>
internal sealed class AdviceVerdict
{
    private AdviceVerdict()
    {
    }

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    public ContentType Type { get; private set; }

    public Daypart Daypart { get; private set; }

    public SlotVerdict Verdict { get; private set; }

    /// <summary>Number of the account's local week in which it was done; 0 when it is dismissed, which has no end.</summary>
    public int Week { get; private set; }

    public DateTime DecidedAt { get; private set; }

    public AdviceCell Cell => new(Type, Daypart);

    /// <param name="week">The account's, at that moment.</param>
    public static AdviceVerdict Of(Guid accountId, AdviceCell cell, SlotVerdict verdict, int week, DateTime now) => new()
    {
        Id = Ids.New(now),
        AccountId = accountId,
        Type = cell.Type,
        Daypart = cell.Daypart,
        Verdict = verdict,
        Week = verdict == SlotVerdict.Done ? week : 0,
        DecidedAt = now,
    };
}
