using Greenroom.Accounts.PersonalData;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Greenroom.Accounts.Data;

internal sealed class ExportConfiguration : IEntityTypeConfiguration<Export>, IEntityTypeConfiguration<ExportPart>
{
    public void Configure(EntityTypeBuilder<Export> export)
    {
        export.ToTable("exports");
        export.Property(e => e.Id).ValueGeneratedNever();
        export.Property(e => e.Status).HasConversion<SnakeCaseEnum<ExportStatus>>().HasMaxLength(20);
        export.Property(e => e.Failure).HasMaxLength(300);
        export.HasIndex(e => new { e.UserId, e.RequestedAt });

        // The job that empties what has expired.
        export.HasIndex(e => new { e.Status, e.ExpiresAt });

        // One at a time, whoever asks how often at the same moment.
        export.HasIndex(e => e.UserId, "ux_exports_one_pending").IsUnique().HasFilter("status = 'pending'");
        export.HasOne<User>().WithMany().HasForeignKey(e => e.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ExportPart> part)
    {
        part.ToTable("export_parts");
        part.HasKey(p => new { p.ExportId, p.BuildId, p.Number });
        part.HasOne<Export>().WithMany().HasForeignKey(p => p.ExportId).OnDelete(DeleteBehavior.Cascade);
    }
}
