using Greenroom.Growth.Callbacks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Greenroom.Growth.Data;

internal sealed class DeletionConfiguration : IEntityTypeConfiguration<DataDeletion>
{
    public void Configure(EntityTypeBuilder<DataDeletion> deletion)
    {
        deletion.ToTable("data_deletions");
        deletion.Property(d => d.Id).ValueGeneratedNever();
        deletion.Property(d => d.Code).HasMaxLength(40);
        deletion.HasIndex(d => d.Code).IsUnique();
    }
}
