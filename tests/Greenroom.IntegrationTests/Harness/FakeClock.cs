namespace Greenroom.IntegrationTests.Harness;

/// <summary>Time that moves when a test says so. Timers fire inside <see cref="Advance"/>, in the order in which they are due.</summary>
public sealed class FakeClock : TimeProvider
{
    // Two weeks of a timer of five seconds are a quarter of a million rounds, and a periodic timer merges what nobody waited for anyway.
    private const int MostRounds = 1000;

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private DateTimeOffset _now = Start;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public DateTime UtcNow => GetUtcNow().UtcDateTime;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var target = GetUtcNow() + by;
        while (NextDue(target, pause: by / MostRounds) is { } timer)
        {
            timer.Fire();
        }

        lock (_lock)
        {
            _now = _now < target ? target : _now;
        }
    }

    /// <summary>How many timers fire within this time.</summary>
    public int DueWithin(TimeSpan time)
    {
        lock (_lock)
        {
            return _timers.Count(t => t.Due <= _now + time);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock to the next timer that is due by <paramref name="target"/> and plans its next round, after <paramref name="pause"/> or, if that is longer, its period.</summary>
    private FakeTimer? NextDue(DateTimeOffset target, TimeSpan pause)
    {
        lock (_lock)
        {
            var timer = _timers.Where(t => t.Due <= target).MinBy(t => t.Due);
            if (timer is not null)
            {
                _now = timer.Due > _now ? timer.Due!.Value : _now;
                timer.Due = timer.Period > TimeSpan.Zero ? _now + (timer.Period * Rounds(timer.Period, target - _now, pause)) : null;
            }

            return timer;
        }
    }

    // Never past the last round before the target: what follows comes as early as ever.
    private static double Rounds(TimeSpan period, TimeSpan left, TimeSpan pause) => Math.Max(1, Math.Min(Math.Ceiling(pause / period), Math.Floor(left / period)));

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var fireNow = false;
            lock (clock._lock)
            {
                Period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
                clock._timers.Remove(this);
                clock._timers.Add(this);
                if (dueTime == TimeSpan.Zero)
                {
                    fireNow = true;
                    Due = period > TimeSpan.Zero ? clock._now + period : null;
                }
            }

            if (fireNow)
            {
                ThreadPool.QueueUserWorkItem(_ => Fire());
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
