using Greenroom.Accounts.Data;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Users;

/// <summary>The one place where a user's row is locked, with its SQL for both engines side by side.</summary>
internal static class UserRows
{
    // Within a transaction only. On SQLite the transaction itself is the lock, as with FamilyRows.
    private const string OnPostgres = "SELECT * FROM users WHERE id = {0} FOR UPDATE";
    private const string OnSqlite = "SELECT * FROM users WHERE id = {0}";

    /// <summary>Reads the user and keeps whoever else locks them waiting until the transaction ends. Null: there is no such user.</summary>
    public static async Task<User?> LockAsync(AccountsDb db, Guid userId, CancellationToken ct) =>
        (await db.Users.FromSqlRaw(db.Database.IsPostgres() ? OnPostgres : OnSqlite, userId).ToListAsync(ct)).SingleOrDefault();
}
