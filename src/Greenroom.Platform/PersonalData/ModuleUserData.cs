using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Platform.PersonalData;

/// <summary>What a module keeps of a user, told as a list of its tables.</summary>
public abstract class ModuleUserData<TContext>(TContext db) : IOwnsUserData
    where TContext : ModuleDbContext
{
    private const int Tries = 4;

    public IReadOnlyList<string> Tables => [.. UserTables.Select(table => table.NameIn(db))];

    /// <summary>Parents before their children.</summary>
    protected abstract IReadOnlyList<UserTable<TContext>> UserTables { get; }

    public virtual async Task ExportAsync(Guid userId, UserArchive archive, CancellationToken ct)
    {
        foreach (var table in UserTables)
        {
            await table.WriteAsync(db, userId, archive, ct);
        }
    }

    /// <summary>Foreign keys delete much of it by themselves. Here each table is emptied by its own statement all the same, and then looked at.</summary>
    public virtual async Task EraseAsync(Guid userId, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryEraseAsync(userId, ct);
                return;
            }
            catch (Exception exception) when (exception.IsLostRace() && attempt < Tries)
            {
                // Something of the user's that still runs writes parents first and this goes the other way round: PostgreSQL ended one of the two.
            }
        }
    }

    private async Task TryEraseAsync(Guid userId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var table in UserTables.Reverse())
        {
            await table.DeleteAsync(db, userId, ct);
        }

        foreach (var table in UserTables)
        {
            if (await table.HasRowsAsync(db, userId, ct))
            {
                throw new InvalidOperationException($"After the erasure there are rows of the user in {table.NameIn(db)}.");
            }
        }

        await transaction.CommitAsync(ct);
    }
}
