using Greenroom.Accounts.Sessions;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Data;
using Greenroom.Platform.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Greenroom.Accounts.Data;

internal sealed class RefreshFamilyConfiguration : IEntityTypeConfiguration<RefreshFamily>
{
    public void Configure(EntityTypeBuilder<RefreshFamily> family)
    {
        family.ToTable("refresh_families");
        family.HasKey(f => f.Id);
        family.Property(f => f.Id).ValueGeneratedNever();
        family.Property(f => f.RevokeReason).HasConversion<SnakeCaseEnum<RevokeReason>>().HasMaxLength(20);
        family.Property(f => f.Ip).HasMaxLength(RequestOrigin.LongestIp);
        family.Property(f => f.Device).HasMaxLength(RequestOrigin.LongestDevice);
        family.HasOne<User>().WithMany().HasForeignKey(f => f.UserId).OnDelete(DeleteBehavior.Cascade);
        family.HasMany(f => f.Tokens).WithOne().HasForeignKey(t => t.FamilyId).OnDelete(DeleteBehavior.Cascade);
        family.HasIndex(f => f.UserId);
        family.HasIndex(f => f.AbsoluteExpiresAt);
    }
}

internal sealed class RefreshTokenConfiguration : IEntityTypeConfiguration<RefreshToken>
{
    public void Configure(EntityTypeBuilder<RefreshToken> token)
    {
        token.ToTable("refresh_tokens");
        token.HasKey(t => t.Id);
        token.Property(t => t.Id).ValueGeneratedNever();
        token.Property(t => t.Hash).HasColumnName("refresh_token").HasMaxLength(64);
        token.HasOne<User>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
        token.HasIndex(t => t.UserId);
        token.HasIndex(t => t.Hash).IsUnique();

        // Two rotations of one generation cannot both be stored, whatever the code above believes.
        token.HasIndex(t => new { t.FamilyId, t.Generation }).IsUnique();
    }
}
