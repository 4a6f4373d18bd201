using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Greenroom.Interviews.Data;

internal sealed class InterviewConfiguration : IEntityTypeConfiguration<Interview>, IEntityTypeConfiguration<Report>, IEntityTypeConfiguration<StoredTopic>
{
    public void Configure(EntityTypeBuilder<Interview> interview)
    {
        interview.ToTable("interviews");
        interview.Property(i => i.Id).ValueGeneratedNever();
        interview.Property(i => i.Language).HasMaxLength(35);
        interview.Property(i => i.Prompt).HasMaxLength(2000);
        interview.Property(i => i.FirstQuestion).HasMaxLength(4000);
        interview.Property(i => i.Subtopic).HasMaxLength(60);
        interview.Property(i => i.Engine).HasMaxLength(120);
        interview.Property(i => i.BankVersion).HasMaxLength(64);
        interview.Property(i => i.RubricVersion).HasMaxLength(40);
        interview.Property(i => i.Plan).AsWordList(4000);
        interview.Property(i => i.Topics).AsWordList(1000);

        // Two tabs acting at once must not both win: the loser gets 409 state.conflict.
        interview.Property(i => i.RowVersion).IsConcurrencyToken();

        // The history page reads one owner's interviews, newest first; the clock job asks for those that run out.
        interview.HasIndex(i => new { i.UserId, i.CreatedAt });
        interview.HasIndex(i => new { i.Status, i.DeadlineAt });

        // One interview runs at a time, whatever two tabs do at once. Both engines know partial indexes.
        interview.HasIndex(i => i.UserId, "ux_interviews_one_running").IsUnique().HasFilter("status = 'in_progress'");

        interview.HasOne<Owner>().WithMany().HasForeignKey(i => i.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Report> report)
    {
        report.ToTable("reports");
        report.Property(r => r.Id).ValueGeneratedNever();
        // Without a bound: escaped control characters and emoji make a document many times longer than the answers in it.
        report.Property(r => r.Payload).HasMaxLength(-1);
        report.HasIndex(r => new { r.InterviewId, r.Revision }).IsUnique();
        report.HasOne<Interview>().WithMany().HasForeignKey(r => r.InterviewId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<StoredTopic> topic)
    {
        topic.ToTable("topics");
        topic.Property(t => t.Id).ValueGeneratedNever();
        topic.Property(t => t.Slug).HasMaxLength(60);
        topic.Property(t => t.Title).HasMaxLength(120);
    }
}
