using Greenroom.Accounts.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Greenroom.Accounts.Data;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("users");
        user.HasKey(u => u.Id);
        user.Property(u => u.Id).ValueGeneratedNever();
        user.Property(u => u.UserName).HasColumnName("username").HasMaxLength(64).IsRequired();
        user.Property(u => u.NormalizedUserName).HasColumnName("normalized_username").HasMaxLength(64).IsRequired();
        user.Property(u => u.Email).HasMaxLength(254);
        user.Property(u => u.NormalizedEmail).HasMaxLength(254);
        user.Property(u => u.EmailConfirmed).HasColumnName("email_verified");
        user.Property(u => u.EmailVerifiedByHolder).HasDefaultValue(false);
        user.Property(u => u.PasswordHash).HasColumnName("password").HasMaxLength(200);
        user.Property(u => u.SecurityStamp).HasMaxLength(64).IsRequired();
        user.Property(u => u.ConcurrencyStamp).HasMaxLength(64).IsConcurrencyToken();

        // Sorting and comparing a DateTimeOffset throws on SQLite; a UTC DateTime reads alike on both engines.
        user.Property(u => u.LockoutEnd).HasConversion(
            end => UtcMicroseconds(end!.Value), stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));

        // Identity knows these; Greenroom does not use them (yet).
        user.Ignore(u => u.PhoneNumber).Ignore(u => u.PhoneNumberConfirmed).Ignore(u => u.TwoFactorEnabled).Ignore(u => u.LockoutEnabled);

        // Addresses and names are unique whatever their case, and the database is the one that says so.
        user.HasIndex(u => u.NormalizedEmail).IsUnique();
        user.HasIndex(u => u.NormalizedUserName).IsUnique();

        // The job that removes guests asks for the oldest.
        user.HasIndex(u => u.GuestExpiresAt);

        // The job that erases accounts asks for those whose time has come.
        user.HasIndex(u => u.DeletesAt);
    }

    private static DateTime UtcMicroseconds(DateTimeOffset value) =>
        new(value.UtcTicks - (value.UtcTicks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
