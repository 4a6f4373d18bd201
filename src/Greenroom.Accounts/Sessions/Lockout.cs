using Greenroom.Accounts.Data;
using Greenroom.Accounts.Users;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Sessions;

/// <summary>An attempt that counts as failed until somebody takes it back, with what stood there before.</summary>
internal sealed record Attempt(int Failures, DateTimeOffset? ClosedUntil, int FailuresBefore, DateTimeOffset? ClosedBefore);

/// <summary>Closes an account to guessing for a while. Counted in the database before the password is looked at, so that a thousand guesses at once count as a thousand.</summary>
internal sealed class Lockout(AccountsDb db, TimeProvider clock)
{
    private const int FreeFailures = 9;
    private const int Races = 10;
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(12);

    /// <summary>How long the account closes after so many failures in a row: 1, 2, 4, 8, then 15 minutes. Null: not at all.</summary>
    internal static TimeSpan? After(int failures)
    {
        if (failures <= FreeFailures)
        {
            return null;
        }

        var doubled = First * Math.Pow(2, Math.Min(failures - FreeFailures - 1, 10));
        return doubled < Longest ? doubled : Longest;
    }

    /// <summary>Counts an attempt as failed until <see cref="ForgetAsync"/> or <see cref="TakeBackAsync"/> says otherwise. Null: the account is closed right now.</summary>
    /// <param name="user">As it was read a moment ago; where another attempt was counted since, it is looked at again.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<Attempt?> TryBeginAttemptAsync(User user, CancellationToken ct)
    {
        var (failuresBefore, closedBefore) = (user.AccessFailedCount, user.LockoutEnd);
        for (var race = 0; race < Races; race++)
        {
            var now = clock.GetUtcNow();
            if (closedBefore > now)
            {
                return null;
            }

            var failures = closedBefore + Forgotten < now ? 1 : failuresBefore + 1;
            var closedUntil = After(failures) is { } wait ? now + wait : closedBefore;
            var counted = await db.Users
                .Where(u => u.Id == user.Id && u.AccessFailedCount == failuresBefore && u.LockoutEnd == closedBefore)
                .ExecuteUpdateAsync(set => set.SetProperty(u => u.AccessFailedCount, failures).SetProperty(u => u.LockoutEnd, closedUntil), ct);
            if (counted == 1)
            {
                return new Attempt(failures, closedUntil, failuresBefore, closedBefore);
            }

            var seen = await db.Users.AsNoTracking().Where(u => u.Id == user.Id).Select(u => new { u.AccessFailedCount, u.LockoutEnd }).SingleOrDefaultAsync(ct);
            if (seen is null)
            {
                return null;
            }

            (failuresBefore, closedBefore) = (seen.AccessFailedCount, seen.LockoutEnd);
        }

        return null;
    }

    /// <summary>This one was right, but there is more to show: those before it stay counted. When others came in between, it stays counted as well, which closes the account sooner and never later.</summary>
    public Task TakeBackAsync(Guid userId, Attempt attempt, CancellationToken ct) =>
        db.Users.Where(u => u.Id == userId && u.AccessFailedCount == attempt.Failures && u.LockoutEnd == attempt.ClosedUntil)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.AccessFailedCount, attempt.FailuresBefore).SetProperty(u => u.LockoutEnd, attempt.ClosedBefore), ct);

    /// <summary>All that is asked for was right: the count begins anew.</summary>
    public Task ForgetAsync(Guid userId, CancellationToken ct) =>
        db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(
            set => set.SetProperty(u => u.AccessFailedCount, 0).SetProperty(u => u.LockoutEnd, (DateTimeOffset?)null), ct);
}
