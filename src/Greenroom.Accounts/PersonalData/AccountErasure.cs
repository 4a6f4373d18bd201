using System.Linq.Expressions;
using Greenroom.Accounts.Data;
using Greenroom.Accounts.Sessions;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Audit;
using Greenroom.Platform.Data;
using Greenroom.Platform.Jobs;
using Greenroom.Platform.PersonalData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Greenroom.Accounts.PersonalData;

/// <summary>Erases the accounts whose time has come, module by module and the account itself last. May be killed anywhere: the next run finds the account again.</summary>
internal sealed partial class AccountErasure(
    AccountsDb db, SessionService sessions, IEnumerable<IOwnsUserData> owners, AccountsUserData account, AuditLog audit, TimeProvider clock, ILogger<AccountErasure> log)
{
    /// <exception cref="InvalidOperationException">Some could not be erased; the others are gone.</exception>
    public async Task EraseAsync(Expression<Func<User, bool>> isDue, CancellationToken ct)
    {
        var due = await db.Users.Where(isDue).OrderBy(u => u.CreatedAt).Select(u => u.Id).ToListAsync(ct);
        var failed = new List<Exception>();
        foreach (var userId in due)
        {
            try
            {
                await EraseAsync(userId, isDue, ct);
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                // One whose erasure fails must not keep the others here.
                NotErased(userId, exception);
                failed.Add(exception);
            }
        }

        if (failed.Count > 0)
        {
            throw new InvalidOperationException($"{failed.Count} of {due.Count} accounts could not be erased yet: {failed[0].Message}", failed[0]);
        }
    }

    private async Task EraseAsync(Guid userId, Expression<Func<User, bool>> isDue, CancellationToken ct)
    {
        if (!await PassTheLastMomentAsync(userId, isDue, ct))
        {
            return;
        }

        // The last that was registered first: platforms are told before anything else is taken away, and the account is left for the end.
        foreach (var owner in owners.Reverse().Where(owner => owner != account))
        {
            await owner.EraseAsync(userId, ct);
        }

        await account.EraseAsync(userId, ct);
        Erased(userId);
    }

    /// <summary>From here on nobody comes back: not on a node whose clock is late, and not a guest who is being claimed at this moment.</summary>
    private async Task<bool> PassTheLastMomentAsync(Guid userId, Expression<Func<User, bool>> isDue, CancellationToken ct)
    {
        var stamp = Ids.New(clock.UtcNow()).ToString();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var passed = await db.Users.Where(u => u.Id == userId).Where(isDue)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.DeletesAt, u => u.CreatedAt).SetProperty(u => u.ConcurrencyStamp, stamp), ct) == 1;
        if (passed)
        {
            await sessions.EndAllAsync(userId, RevokeReason.Deletion, ct);
            await audit.RecordInAsync(db, new AuditEntry(AuditNames.Erased, userId), ct);
        }

        await transaction.CommitAsync(ct);
        return passed;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "User {UserId} was erased")]
    private partial void Erased(Guid userId);

    [LoggerMessage(Level = LogLevel.Error, Message = "User {UserId} could not be erased yet")]
    private partial void NotErased(Guid userId, Exception exception);
}

/// <summary>Slow, because it speaks with the platforms that accounts were connected to.</summary>
internal sealed class EraseAccountsJob(AccountErasure erasure, TimeProvider clock) : IJobHandler
{
    public const string Name = "accounts.erase";

    public static readonly RecurringJob Recurring = new(Name, TimeSpan.FromMinutes(10));

    public string Kind => Name;

    public Task HandleAsync(string? payload, CancellationToken ct)
    {
        var now = clock.UtcNow();
        return erasure.EraseAsync(u => u.DeletesAt <= now, ct);
    }
}
