using Greenroom.Accounts.Recovery;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Greenroom.Accounts.Data;

internal sealed class AccountLinkConfiguration : IEntityTypeConfiguration<AccountLink>
{
    public void Configure(EntityTypeBuilder<AccountLink> link)
    {
        link.ToTable("account_links");
        link.HasKey(l => l.Id);
        link.Property(l => l.Id).ValueGeneratedNever();
        link.Property(l => l.Purpose).HasConversion<SnakeCaseEnum<LinkPurpose>>().HasMaxLength(20);
        link.Property(l => l.Email).HasMaxLength(254);
        link.Property(l => l.Username).HasMaxLength(32);
        link.Property(l => l.PasswordHash).HasColumnName("password").HasMaxLength(200);
        link.HasOne<User>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
        link.HasIndex(l => l.UserId);
        link.HasIndex(l => l.ExpiresAt);
    }
}
