using Greenroom.Accounts.Data;
using Greenroom.Accounts.Recovery;
using Greenroom.Platform.Data;
using Greenroom.Platform.Email;
using Greenroom.Platform.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Greenroom.Accounts.Admin;

/// <summary><c>ADMIN_EMAIL</c>: while nobody administers this server, whoever has this address does, and is mailed a link that sets a password.</summary>
internal sealed class AdminFromSettings(AccountsDb db, AdminCommand command, MailOutbox outbox, IOptions<AdminOptions> options) : IAfterMigration
{
    public async Task RunAsync(DatabaseEngine engine, CancellationToken ct)
    {
        var email = options.Value.Email;
        if (email.Length == 0 || await db.Users.AnyAsync(u => u.IsAdmin, ct))
        {
            return;
        }

        if (await command.CreateAsync(email, mailed: true, ct) is { } link)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await outbox.PutInAsync(db, AccountMails.FirstAdministrator(email, link), userId: null, ct);
            await transaction.CommitAsync(ct);
        }
    }
}
