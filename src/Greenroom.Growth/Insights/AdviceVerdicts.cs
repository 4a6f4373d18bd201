using Greenroom.Growth.Advice;
using Greenroom.Growth.Connections;
using Greenroom.Growth.Data;
using Greenroom.Growth.Posts;
using Greenroom.Platform.Data;
using Greenroom.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Growth.Insights;

/// <summary>What was said of an account's suggestions.</summary>
/// <param name="DoneThisWeek">The account's week that runs, with the moment.</param>
/// <param name="History">All that are dismissed and the latest that were done, the newest first.</param>
internal sealed record SaidOfAdvice(
    IReadOnlyCollection<AdviceCell> Dismissed, Dictionary<AdviceCell, DateTime> DoneThisWeek, IReadOnlyList<AdviceVerdictView> History);

/// <summary>Keeps what a person says of suggestions. A kind and a time have one verdict at most that is in force: dismissed, or done this week; the weeks before are history.</summary>
internal sealed class AdviceVerdicts(GrowthDb db, ConnectionService connections, TimeProvider clock)
{
    /// <summary>As many as there are pairs of kind and time, so that it never hides one of this week.</summary>
    private static readonly int DoneShown = Enum.GetValues<ContentType>().Length * Enum.GetValues<Daypart>().Length;

    public static readonly Failure DaypartUnknown = CommonFailures.Invalid("daypart", $"No such daypart: one of {string.Join(", ", SnakeCaseEnum<Daypart>.Words)}.");

    /// <summary>Puts a verdict in the place of what stands.</summary>
    /// <param name="verdict">Null takes back what stands.</param>
    /// <returns>Why it was refused; null when it stands.</returns>
    public async Task<Failure?> JudgeAsync(Guid userId, Guid? accountId, string type, string daypart, SlotVerdict? verdict, CancellationToken ct)
    {
        if (!SnakeCaseEnum<ContentType>.TryParse(type, out var kind))
        {
            return GrowthFailures.TypeUnknown;
        }

        if (!SnakeCaseEnum<Daypart>.TryParse(daypart, out var part))
        {
            return DaypartUnknown;
        }

        if (await connections.FindAsync(userId, accountId, ct) is not { } account)
        {
            return GrowthFailures.NoAccount;
        }

        return await WriteAsync(account, new AdviceCell(kind, part), verdict, ct);
    }

    public async Task<SaidOfAdvice> ReadAsync(InstagramAccount account, CancellationToken ct)
    {
        var week = WeekOf(account, clock.UtcNow());
        var all = db.Verdicts.AsNoTracking().Where(v => v.AccountId == account.Id);
        var dismissed = await all.Where(v => v.Verdict == SlotVerdict.Dismissed).ToListAsync(ct);
        var done = await all.Where(v => v.Verdict == SlotVerdict.Done).OrderByDescending(v => v.DecidedAt).ThenByDescending(v => v.Id).Take(DoneShown).ToListAsync(ct);
        return new SaidOfAdvice(
            [.. dismissed.Select(v => v.Cell)],
            done.Where(v => v.Week == week).ToDictionary(v => v.Cell, v => v.DecidedAt),
            [.. dismissed.Concat(done).OrderByDescending(v => v.DecidedAt).ThenByDescending(v => v.Id)
                .Select(v => new AdviceVerdictView(v.Type, Dayparts.Name(v.Daypart), v.Verdict, v.DecidedAt))]);
    }

    private async Task<Failure?> WriteAsync(InstagramAccount account, AdviceCell cell, SlotVerdict? verdict, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // Holds the account's row to the end, so that of two tabs one comes after the other, and a disconnect comes before or after.
        if (await db.Accounts.Where(a => a.Id == account.Id && a.UserId == account.UserId)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.UpdatedAt, a => a.UpdatedAt), ct) == 0)
        {
            return GrowthFailures.NoAccount;
        }

        var now = clock.UtcNow();
        var week = WeekOf(account, now);
        var standing = await db.Verdicts
            .Where(v => v.AccountId == account.Id && v.Type == cell.Type && v.Daypart == cell.Daypart && (v.Verdict == SlotVerdict.Dismissed || v.Week == week))
            .ToListAsync(ct);
        db.Verdicts.RemoveRange(standing.Where(v => v.Verdict != verdict));
        if (verdict is { } said && standing.TrueForAll(v => v.Verdict != said))
        {
            db.Verdicts.Add(AdviceVerdict.Of(account.Id, cell, said, week, now));
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return null;
    }

    private static int WeekOf(InstagramAccount account, DateTime now) => Dayparts.WeekOf(now, TimeZoneInfo.FindSystemTimeZoneById(account.TimeZone));
}
