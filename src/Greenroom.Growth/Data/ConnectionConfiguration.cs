using Greenroom.Growth.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Greenroom.Growth.Data;

internal sealed class ConnectionConfiguration : IEntityTypeConfiguration<InstagramAccount>, IEntityTypeConfiguration<ConnectState>, IEntityTypeConfiguration<PendingConnection>
{
    public const int LongestUsername = 100;

    /// <summary>A hundred accounts, each with a token of two thousand characters, encrypted.</summary>
    private const int LongestGrants = 400_000;

    public void Configure(EntityTypeBuilder<InstagramAccount> account)
    {
        account.ToTable("instagram_accounts");
        account.Property(a => a.Id).ValueGeneratedNever();
        account.Property(a => a.IgUserId).HasMaxLength(40);
        account.Property(a => a.AppScopedId).HasMaxLength(40);
        account.Property(a => a.Flavour).HasMaxLength(20);
        account.Property(a => a.Username).HasMaxLength(LongestUsername);

        // What was made of one token is not written over another that came meanwhile: neither its renewal nor its refusal.
        account.Property(a => a.AccessToken).HasMaxLength(4000).IsConcurrencyToken();
        account.Property(a => a.TimeZone).HasMaxLength(ZoneNames.Longest);
        account.Property(a => a.StateReason).HasMaxLength(500);
        account.Property(a => a.SyncError).HasMaxLength(500);

        // A platform account belongs to one user, whoever asks for it at the same moment.
        account.HasIndex(a => a.IgUserId).IsUnique();

        // By which the platform says that somebody has taken the access back.
        account.HasIndex(a => a.AppScopedId);
        account.HasIndex(a => new { a.UserId, a.CreatedAt });

        // The jobs that look for what is due.
        account.HasIndex(a => new { a.State, a.NextSyncAt });
        account.HasIndex(a => new { a.State, a.TokenExpiresAt });
        account.HasOne<Owner>().WithMany().HasForeignKey(a => a.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ConnectState> state)
    {
        state.ToTable("connect_states");
        state.Property(s => s.Id).ValueGeneratedNever();
        state.Property(s => s.Flavour).HasMaxLength(20);
        state.Property(s => s.Browser).HasMaxLength(64);
        state.Property(s => s.TimeZone).HasMaxLength(ZoneNames.Longest);
        state.HasIndex(s => s.UserId);
        state.HasIndex(s => s.ExpiresAt);
        state.HasOne<Owner>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<PendingConnection> pending)
    {
        pending.ToTable("pending_connections");
        pending.Property(p => p.Id).ValueGeneratedNever();
        pending.Property(p => p.Flavour).HasMaxLength(20);
        pending.Property(p => p.Grants).HasMaxLength(LongestGrants);
        pending.Property(p => p.TimeZone).HasMaxLength(ZoneNames.Longest);
        pending.HasIndex(p => p.UserId);
        pending.HasIndex(p => p.ExpiresAt);
        pending.HasOne<Owner>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
