using Greenroom.Accounts.Data;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Sessions;

/// <summary>The one place where a family's row is locked, with its SQL for both engines side by side.</summary>
internal static class FamilyRows
{
    // Within a transaction only. PostgreSQL locks the row until commit. On SQLite the transaction itself is the lock:
    // it began with BEGIN IMMEDIATE behind the write gate, so there is no other writer.
    private const string OnPostgres = "SELECT * FROM refresh_families WHERE id = {0} FOR UPDATE";
    private const string OnSqlite = "SELECT * FROM refresh_families WHERE id = {0}";

    /// <summary>Reads the family and its tokens and keeps every other refresh of it waiting until the transaction ends.</summary>
    public static async Task<RefreshFamily?> LockAsync(AccountsDb db, Guid familyId, CancellationToken ct)
    {
        var sql = db.Database.IsPostgres() ? OnPostgres : OnSqlite;
        var family = (await db.Families.FromSqlRaw(sql, familyId).ToListAsync(ct)).SingleOrDefault();
        if (family is not null)
        {
            await db.Entry(family).Collection(f => f.Tokens).LoadAsync(ct);
        }

        return family;
    }
}
