using Greenroom.Growth.Advice;
using Greenroom.Growth.Connections;
using Greenroom.Growth.Data;
using Greenroom.Platform.Data;
using Greenroom.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Growth.Insights;

/// <summary>Writes down what is claimed and forecast, and looks again when it is due: who is never held to their word can say anything.</summary>
internal sealed class Ledger(GrowthDb db, JobQueue jobs, TimeProvider clock)
{
    private const int Shown = 20;
    private static readonly TimeSpan ClaimsDue = TimeSpan.FromDays(28);

    /// <summary>A claim that too few posts came to judge is given up after this.</summary>
    private static readonly TimeSpan ClaimsOver = TimeSpan.FromDays(84);

    /// <summary>After a sync; a review that is planned stands for this one too.</summary>
    public Task PlanReviewAsync(Guid accountId, CancellationToken ct) =>
        jobs.PlanAsync(ReviewJob.Name, accountId.ToString("N"), clock.UtcNow(), $"{ReviewJob.Name}:{accountId:N}", ct);

    public async Task ReviewAsync(Guid accountId, CancellationToken ct)
    {
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == accountId, ct);
        if (account is null || await AccountHistory.ReadAsync(db, account, ct) is not { } history)
        {
            return;
        }

        await ScoreAsync(accountId, history, ct);
        await WriteAsync(accountId, history, ct);
        await db.SaveChangesAsync(ct);
    }

    public async Task<LedgerView> ReadAsync(Guid accountId, CancellationToken ct)
    {
        var all = db.Ledger.AsNoTracking().Where(e => e.AccountId == accountId);
        var scores = await all.GroupBy(e => e.Subject.StartsWith(LedgerEntry.ForecastFamily))
            .Select(g => new { IsForecast = g.Key, Made = g.Count(), Scored = g.Count(e => e.Held != null), Held = g.Count(e => e.Held == true) })
            .ToListAsync(ct);
        var latest = await all.OrderByDescending(e => e.MadeAt).ThenBy(e => e.Subject).Take(Shown).ToListAsync(ct);
        ScoreView Of(bool isForecast) => scores.SingleOrDefault(s => s.IsForecast == isForecast) is { } s ? new ScoreView(s.Made, s.Scored, s.Held) : new ScoreView(0, 0, 0);
        return new LedgerView(
            Of(isForecast: false), Of(isForecast: true),
            [.. latest.Select(e => new LedgerEntryView(e.Subject, e.MadeAt, e.DueAt, e.Expected, e.Low, e.High, e.Outcome, e.Held))]);
    }

    private async Task ScoreAsync(Guid accountId, AccountHistory history, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var due = await db.Ledger.Where(e => e.AccountId == accountId && e.ScoredAt == null && e.DueAt <= now).ToListAsync(ct);
        foreach (var entry in due)
        {
            var outcome = entry.IsForecast ? FollowersOn(history.LocalDay(entry.DueAt).AddDays(-1), history) : Percent(entry, history);
            if (outcome is { } known)
            {
                entry.Score(known, now);
            }
            else if (now >= entry.MadeAt + ClaimsOver)
            {
                entry.Close(now);
            }
        }
    }

    private async Task WriteAsync(Guid accountId, AccountHistory history, CancellationToken ct)
    {
        var now = history.CapturedAt;
        var week = Dayparts.WeekOf(now, history.Scope.Zone);
        var entries = Claims(history).Select(claim => LedgerEntry.Of(
                accountId, claim.Subject, week, now, now + ClaimsDue, InsightViews.Percent(claim.Effect), InsightViews.Percent(claim.Interval.Low),
                InsightViews.Percent(claim.Interval.High)))
            .Concat(Forecasts(history).Select(point => LedgerEntry.Of(
                accountId, point.Subject, week, now, DueAfter(point.Of.Day, history), point.Of.Followers, point.Of.Interval.Low, point.Of.Interval.High)));
        var known = await db.Ledger.Where(e => e.AccountId == accountId && e.Week == week).Select(e => e.Subject).ToListAsync(ct);
        db.Ledger.AddRange(entries.ExceptBy(known, entry => entry.Subject, StringComparer.Ordinal));
    }

    private static IEnumerable<Claim> Claims(AccountHistory history)
    {
        var tags = Hashtags.Study(history.Scored, history.Scope);
        var trend = LongTrend.Study(history.Scored, history.Scope).Finding.Claim;
        return GroupFindings.Of(history).Claims.Concat(tags.Claims).Concat(trend is null ? [] : [trend]);
    }

    private static IEnumerable<(string Subject, ForecastPoint Of)> Forecasts(AccountHistory history) =>
        FollowerForecast.Forecast(history.FollowersOfWholeDays, FollowerForecast.MostWeeks).Outlook is { } outlook
            ? outlook.Points.Select((point, index) => ($"{LedgerEntry.ForecastFamily}{index + 1}w", point))
            : [];

    /// <summary>Noon of the day after, when the day that was foretold is over; noon, because some zones skip a midnight.</summary>
    private static DateTime DueAfter(DateOnly day, AccountHistory history) =>
        TimeZoneInfo.ConvertTimeToUtc(day.AddDays(1).ToDateTime(new TimeOnly(12, 0)), history.Scope.Zone);

    private static double? Percent(LedgerEntry entry, AccountHistory history) =>
        ClaimOutcome.Of(entry.Subject, entry.MadeAt, history.Scored, history.Scope.Zone) is { } lift ? InsightViews.Percent(lift) : null;

    private static double? FollowersOn(DateOnly day, AccountHistory history) =>
        history.Followers.Where(known => known.Day == day).Select(known => (double?)known.Followers).SingleOrDefault();
}

internal sealed class ReviewJob(Ledger ledger) : IJobHandler
{
    public const string Name = "growth.review";

    public string Kind => Name;

    public Task HandleAsync(string? payload, CancellationToken ct) => ledger.ReviewAsync(Guid.ParseExact(payload!, "N"), ct);
}
