using Greenroom.Platform.Data;

namespace Greenroom.Growth.Insights;

/// <summary>A claim or a forecast as it was made, and what became of it.</summary>
internal sealed class LedgerEntry
{
    private LedgerEntry()
    {
    }

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    public string Subject { get; private set; } = "";

    /// <summary>Number of the local week in which it was made: a statement that stands for weeks is written down once in each.</summary>
    public int Week { get; private set; }

    public DateTime MadeAt { get; private set; }

    public DateTime DueAt { get; private set; }

    /// <summary>Percent; of a forecast followers.</summary>
    public double Expected { get; private set; }

    public double Low { get; private set; }

    public double High { get; private set; }

    /// <summary>In the unit of <see cref="Expected"/>; null while nobody knows.</summary>
    public double? Outcome { get; private set; }

    public bool? Held { get; private set; }

    public DateTime? ScoredAt { get; private set; }

    public bool IsForecast => Subject.StartsWith(ForecastFamily, StringComparison.Ordinal);

    public const string ForecastFamily = "followers:";

    public static LedgerEntry Of(Guid accountId, string subject, int week, DateTime madeAt, DateTime dueAt, double expected, double low, double high) => new()
    {
        Id = Ids.New(madeAt),
        AccountId = accountId,
        Subject = subject,
        Week = week,
        MadeAt = madeAt,
        DueAt = dueAt,
        Expected = expected,
        Low = low,
        High = high,
    };

    /// <summary>A forecast holds inside its interval, a claim in its direction: an effect found again is never as large as it was found.</summary>
    public void Score(double outcome, DateTime now) =>
        (Outcome, Held, ScoredAt) = (outcome, IsForecast ? outcome >= Low && outcome <= High : Math.Sign(outcome) == Math.Sign(Expected), now);

    /// <summary>Nothing came that would tell.</summary>
    public void Close(DateTime now) => ScoredAt = now;
}
