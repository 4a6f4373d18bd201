using Greenroom.Accounts.Data;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Users;

/// <summary>The one place where users' rows are locked, with its SQL for both engines side by side.</summary>
internal static class UserRows
{
    // Within a transaction only. On SQLite the transaction itself is the lock, as with FamilyRows. Not FOR UPDATE: new rows that refer to the user
    // (a refresh, a message) would wait, and whoever holds one of their rows could then wait for us in a circle.
    private const string OnPostgres = "SELECT * FROM users WHERE id = {0} FOR NO KEY UPDATE";
    private const string OnSqlite = "SELECT * FROM users WHERE id = {0}";

    // Another number than that of the migrations.
    private const long ClaimLock = 0x677265656e726f70;

    /// <summary>Reads the user and keeps whoever else locks them waiting until the transaction ends. Null: there is no such user.</summary>
    public static async Task<User?> LockAsync(AccountsDb db, Guid userId, CancellationToken ct) =>
        (await db.Users.FromSqlRaw(db.Database.IsPostgres() ? OnPostgres : OnSqlite, userId).ToListAsync(ct)).SingleOrDefault();

    /// <summary>Lets one after the other claim the administration, until the transaction ends: two claims change two rows, and neither would see the other.</summary>
    public static Task QueueToClaimAsync(AccountsDb db, CancellationToken ct) =>
        db.Database.IsPostgres() ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({ClaimLock})", ct) : Task.CompletedTask;
}
