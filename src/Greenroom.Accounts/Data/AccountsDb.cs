using Greenroom.Accounts.GitHub;
using Greenroom.Accounts.Passkeys;
using Greenroom.Accounts.PersonalData;
using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.SecondFactor;
using Greenroom.Accounts.Sessions;
using Greenroom.Accounts.Users;
using Greenroom.Accounts.Waitlist;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Accounts.Data;

/// <summary>Users and their sessions.</summary>
internal sealed class AccountsDb(DbContextOptions<AccountsDb> options) : ModuleDbContext(options)
{
    public DbSet<User> Users => Set<User>();

    public DbSet<RefreshFamily> Families => Set<RefreshFamily>();

    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    public DbSet<AccountLink> Links => Set<AccountLink>();

    public DbSet<PendingRegistration> PendingRegistrations => Set<PendingRegistration>();

    public DbSet<AuthenticatorFactor> SecondFactors => Set<AuthenticatorFactor>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<Passkey> Passkeys => Set<Passkey>();

    public DbSet<PasskeyCeremony> PasskeyCeremonies => Set<PasskeyCeremony>();

    public DbSet<WaitlistEntry> Waitlist => Set<WaitlistEntry>();

    public DbSet<Export> Exports => Set<Export>();

    public DbSet<ExportPart> ExportParts => Set<ExportPart>();

    public DbSet<ExternalLogin> ExternalLogins => Set<ExternalLogin>();

    public DbSet<OAuthState> OAuthStates => Set<OAuthState>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new UserConfiguration());
        modelBuilder.ApplyConfiguration(new RefreshFamilyConfiguration());
        modelBuilder.ApplyConfiguration(new RefreshTokenConfiguration());
        modelBuilder.ApplyConfiguration(new AccountLinkConfiguration());
        modelBuilder.ApplyConfiguration(new PendingRegistrationConfiguration());
        modelBuilder.ApplyConfiguration(new SecondFactorConfiguration());
        modelBuilder.ApplyConfiguration(new RecoveryCodeConfiguration());
        modelBuilder.ApplyConfiguration(new PasskeyConfiguration());
        modelBuilder.ApplyConfiguration(new PasskeyCeremonyConfiguration());
        modelBuilder.ApplyConfiguration(new WaitlistConfiguration());
        var exports = new ExportConfiguration();
        modelBuilder.ApplyConfiguration<Export>(exports).ApplyConfiguration<ExportPart>(exports);
        modelBuilder.ApplyConfiguration(new ExternalLoginConfiguration());
        modelBuilder.ApplyConfiguration(new OAuthStateConfiguration());
    }
}
