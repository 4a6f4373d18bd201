using Greenroom.Accounts.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Greenroom.Accounts.Data;

internal sealed class PendingRegistrationConfiguration : IEntityTypeConfiguration<PendingRegistration>
{
    public void Configure(EntityTypeBuilder<PendingRegistration> registration)
    {
        registration.ToTable("pending_registrations");
        registration.HasKey(r => r.Id);
        registration.Property(r => r.Id).ValueGeneratedNever();
        registration.Property(r => r.Email).HasMaxLength(254);
        registration.Property(r => r.Username).HasMaxLength(32);
        registration.Property(r => r.PasswordHash).HasColumnName("password").HasMaxLength(200);
        registration.HasIndex(r => r.ExpiresAt);
    }
}
