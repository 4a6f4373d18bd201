namespace Greenroom.Platform.Jobs;

/// <summary>Does one kind of job. Idempotent: the same payload may come again after a crash.</summary>
public interface IJobHandler
{
    /// <summary>The name that jobs refer to; stable, stored in the database.</summary>
    string Kind { get; }

    Task HandleAsync(string? payload, CancellationToken ct);
}

/// <summary>A kind of job that waits for somebody else's server. Such jobs have a lane of their own, so that no clock that runs out waits behind them.</summary>
public sealed record SlowJob(string Kind);

/// <summary>A job that comes again, once per interval over all nodes.</summary>
public sealed record RecurringJob(string Kind, TimeSpan Interval)
{
    /// <summary>The hour of the day, in UTC, of a job that comes once a day.</summary>
    public int? Hour { get; private init; }

    public static RecurringJob Daily(string kind, int hour) => new(kind, TimeSpan.FromDays(1)) { Hour = hour };

    /// <summary>Never in the past: however long nothing ran, it comes once and not once for each time that was missed.</summary>
    public DateTime NextAfter(DateTime now)
    {
        if (Hour is not { } hour)
        {
            return now + Interval;
        }

        var today = now.Date.AddHours(hour);
        return today > now ? today : today.AddDays(1);
    }
}
