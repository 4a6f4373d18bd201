using Greenroom.Accounts.Waitlist;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Greenroom.Accounts.Data;

internal sealed class WaitlistConfiguration : IEntityTypeConfiguration<WaitlistEntry>
{
    public void Configure(EntityTypeBuilder<WaitlistEntry> entry)
    {
        entry.ToTable("waitlist");
        entry.HasKey(w => w.Id);
        entry.Property(w => w.Id).ValueGeneratedNever();
        entry.Property(w => w.Email).HasMaxLength(254);
        entry.HasIndex(w => w.Email).IsUnique();
        entry.HasIndex(w => w.CreatedAt);
    }
}
