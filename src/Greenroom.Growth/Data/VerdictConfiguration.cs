using Greenroom.Growth.Connections;
using Greenroom.Growth.Insights;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Greenroom.Growth.Data;

internal sealed class VerdictConfiguration : IEntityTypeConfiguration<AdviceVerdict>
{
    public void Configure(EntityTypeBuilder<AdviceVerdict> verdict)
    {
        verdict.ToTable("advice_verdicts");
        verdict.Property(v => v.Id).ValueGeneratedNever();

        // Whoever says the same twice, in two tabs or by a request that was sent again, has said it once.
        verdict.HasIndex(v => new { v.AccountId, v.Type, v.Daypart, v.Verdict, v.Week }).IsUnique();
        verdict.HasIndex(v => new { v.AccountId, v.DecidedAt });
        verdict.HasOne<InstagramAccount>().WithMany().HasForeignKey(v => v.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
