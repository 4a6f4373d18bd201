using Greenroom.Growth.Connections;
using Greenroom.Growth.Insights;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Greenroom.Growth.Data;

internal sealed class LedgerConfiguration : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> entry)
    {
        entry.ToTable("insight_ledger");
        entry.Property(e => e.Id).ValueGeneratedNever();
        // A hashtag may be as long as a caption.
        entry.Property(e => e.Subject).HasMaxLength(PostConfiguration.LongestCaption + 10);
        entry.HasIndex(e => new { e.AccountId, e.Week, e.Subject }).IsUnique();
        entry.HasIndex(e => new { e.AccountId, e.MadeAt });
        entry.HasOne<InstagramAccount>().WithMany().HasForeignKey(e => e.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
