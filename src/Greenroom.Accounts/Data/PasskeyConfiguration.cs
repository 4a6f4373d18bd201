using Greenroom.Accounts.Passkeys;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Greenroom.Accounts.Data;

internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<Passkey>
{
    // What WebAuthn allows.
    private const int LongestCredentialId = 1023;

    public void Configure(EntityTypeBuilder<Passkey> passkey)
    {
        passkey.ToTable("passkeys");
        passkey.HasKey(p => p.CredentialId);
        passkey.Property(p => p.CredentialId).HasMaxLength(LongestCredentialId).ValueGeneratedNever();
        passkey.OwnsOne(p => p.Data, data => data.ToJson("data"));
        passkey.Navigation(p => p.Data).IsRequired();
        passkey.HasOne<User>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
        passkey.HasIndex(p => p.UserId);
    }
}

internal sealed class PasskeyCeremonyConfiguration : IEntityTypeConfiguration<PasskeyCeremony>
{
    public void Configure(EntityTypeBuilder<PasskeyCeremony> ceremony)
    {
        ceremony.ToTable("passkey_ceremonies");
        ceremony.HasKey(c => c.Id);
        ceremony.Property(c => c.Id).ValueGeneratedNever();
        ceremony.Property(c => c.Kind).HasConversion<SnakeCaseEnum<CeremonyKind>>().HasMaxLength(20);
        ceremony.Property(c => c.State).HasMaxLength(PasskeyCeremony.LongestState);
        ceremony.HasOne<User>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
        ceremony.HasIndex(c => c.UserId);
        ceremony.HasIndex(c => c.ExpiresAt);
    }
}
