using Greenroom.Accounts.Data;
using Greenroom.Accounts.GitHub;
using Greenroom.Accounts.Passkeys;
using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.SecondFactor;
using Greenroom.Accounts.Sessions;
using Greenroom.Accounts.Users;
using Greenroom.Accounts.Waitlist;
using Greenroom.Platform.Jobs;
using Greenroom.Platform.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.PersonalData;

/// <summary>The account itself. Erased last of all modules: as long as its row is there, a broken-off erasure is found and goes on.</summary>
internal sealed class AccountsUserData(AccountsDb db, JobQueue jobs) : ModuleUserData<AccountsDb>(db)
{
    private readonly AccountsDb _db = db;

    protected override IReadOnlyList<UserTable<AccountsDb>> UserTables { get; } =
    [
        new UserTable<AccountsDb, User>((db, userId) => db.Users.Where(u => u.Id == userId), "password", "security_stamp", "concurrency_stamp"),
        new UserTable<AccountsDb, RefreshFamily>((db, userId) => db.Families.Where(f => f.UserId == userId)),
        new UserTable<AccountsDb, RefreshToken>((db, userId) => db.RefreshTokens.Where(t => t.UserId == userId), "refresh_token"),
        new UserTable<AccountsDb, AccountLink>((db, userId) => db.Links.Where(l => l.UserId == userId), "password"),
        new UserTable<AccountsDb, AuthenticatorFactor>((db, userId) => db.SecondFactors.Where(f => f.UserId == userId), "secret"),
        new UserTable<AccountsDb, RecoveryCode>((db, userId) => db.RecoveryCodes.Where(c => c.UserId == userId), "hash"),
        new UserTable<AccountsDb, Passkey>((db, userId) => db.Passkeys.Where(p => p.UserId == userId)),
        new UserTable<AccountsDb, PasskeyCeremony>((db, userId) => db.PasskeyCeremonies.Where(c => c.UserId == userId), "state"),
        new UserTable<AccountsDb, ExternalLogin>((db, userId) => db.ExternalLogins.Where(l => l.UserId == userId)),
        new UserTable<AccountsDb, OAuthState>((db, userId) => db.OAuthStates.Where(s => s.UserId == userId), "state", "browser"),
        new UserTable<AccountsDb, Export>((db, userId) => db.Exports.Where(e => e.UserId == userId)),
        new UserTable<AccountsDb, ExportPart>((db, userId) => db.ExportParts.Where(p => db.Exports.Any(e => e.Id == p.ExportId && e.UserId == userId)), "content"),
    ];

    public override async Task EraseAsync(Guid userId, CancellationToken ct)
    {
        // Proven, or anybody could take an address off the list by registering with it.
        var proven = await _db.Users.Where(u => u.Id == userId && u.EmailConfirmed).Select(u => u.Email).SingleOrDefaultAsync(ct);
        var address = WaitlistEntry.Normalize(proven ?? "");
        await _db.Waitlist.Where(w => w.Email == address).ExecuteDeleteAsync(ct);
        await jobs.CancelAboutAsync(await _db.Exports.Where(e => e.UserId == userId).Select(e => e.Id).ToListAsync(ct), ct);
        await base.EraseAsync(userId, ct);
    }
}
