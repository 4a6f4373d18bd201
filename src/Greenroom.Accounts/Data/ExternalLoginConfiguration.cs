using Greenroom.Accounts.GitHub;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Greenroom.Accounts.Data;

internal sealed class ExternalLoginConfiguration : IEntityTypeConfiguration<ExternalLogin>
{
    public void Configure(EntityTypeBuilder<ExternalLogin> login)
    {
        login.ToTable("external_logins");
        login.HasKey(l => l.Id);
        login.Property(l => l.Id).ValueGeneratedNever();
        login.Property(l => l.Provider).HasMaxLength(20);
        login.Property(l => l.ProviderUserId).HasMaxLength(40);
        login.Property(l => l.Name).HasMaxLength(100);
        login.HasOne<User>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
        login.HasIndex(l => new { l.Provider, l.ProviderUserId }).IsUnique();
        login.HasIndex(l => new { l.UserId, l.Provider }).IsUnique();
    }
}

internal sealed class OAuthStateConfiguration : IEntityTypeConfiguration<OAuthState>
{
    public void Configure(EntityTypeBuilder<OAuthState> state)
    {
        state.ToTable("oauth_states");
        state.HasKey(s => s.Id);
        state.Property(s => s.Id).ValueGeneratedNever();
        state.Property(s => s.Purpose).HasConversion<SnakeCaseEnum<OAuthPurpose>>().HasMaxLength(20);
        state.Property(s => s.State).HasMaxLength(64);
        state.Property(s => s.Browser).HasMaxLength(64);
        state.Property(s => s.ReturnPath).HasMaxLength(OAuthState.LongestReturnPath);
        state.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
        state.HasIndex(s => s.State).IsUnique();
        state.HasIndex(s => s.UserId);
        state.HasIndex(s => s.ExpiresAt);
    }
}
