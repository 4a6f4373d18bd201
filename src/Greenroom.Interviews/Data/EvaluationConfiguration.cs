using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Turns;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Greenroom.Interviews.Data;

internal sealed class EvaluationConfiguration :
    IEntityTypeConfiguration<Evaluation>, IEntityTypeConfiguration<EvaluationPoint>,
    IEntityTypeConfiguration<EvaluationDimension>, IEntityTypeConfiguration<EvaluationMisconception>
{
    public void Configure(EntityTypeBuilder<Evaluation> evaluation)
    {
        evaluation.ToTable("evaluations");
        evaluation.Property(e => e.Id).ValueGeneratedNever();
        evaluation.Property(e => e.Engine).HasMaxLength(20);
        evaluation.Property(e => e.Model).HasMaxLength(100);
        evaluation.Property(e => e.PromptVersion).HasMaxLength(40);
        evaluation.Property(e => e.RubricVersion).HasMaxLength(40);
        evaluation.Property(e => e.BankVersion).HasMaxLength(64);
        evaluation.Property(e => e.FallbackCode).HasMaxLength(60);
        evaluation.Property(e => e.FallbackDetail).HasMaxLength(500);

        // One mark per answer and attempt: a resent answer cannot be graded twice.
        evaluation.HasIndex(e => new { e.AnswerMessageId, e.Attempt }).IsUnique();
        evaluation.HasIndex(e => e.QuestionId);
        evaluation.HasOne<Question>().WithMany().HasForeignKey(e => e.QuestionId).OnDelete(DeleteBehavior.Cascade);
        evaluation.HasMany(e => e.Points).WithOne().HasForeignKey(p => p.EvaluationId).OnDelete(DeleteBehavior.Cascade);
        evaluation.HasMany(e => e.Dimensions).WithOne().HasForeignKey(d => d.EvaluationId).OnDelete(DeleteBehavior.Cascade);
        evaluation.HasMany(e => e.Misconceptions).WithOne().HasForeignKey(m => m.EvaluationId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<EvaluationPoint> point)
    {
        point.ToTable("evaluation_points");
        point.HasKey(p => new { p.EvaluationId, p.PointId });
        point.Property(p => p.PointId).HasMaxLength(80);
        point.Property(p => p.Quote).HasMaxLength(20_000);
    }

    public void Configure(EntityTypeBuilder<EvaluationDimension> dimension)
    {
        dimension.ToTable("evaluation_dimensions");
        dimension.HasKey(d => new { d.EvaluationId, d.Dimension });
        dimension.Property(d => d.Score).HasPrecision(3, 1);
        dimension.Property(d => d.Rationale).HasMaxLength(500);
    }

    public void Configure(EntityTypeBuilder<EvaluationMisconception> misconception)
    {
        misconception.ToTable("evaluation_misconceptions");
        misconception.HasKey(m => new { m.EvaluationId, m.MisconceptionId });
        misconception.Property(m => m.MisconceptionId).HasMaxLength(80);
        misconception.Property(m => m.Correction).HasMaxLength(1000);
        misconception.Property(m => m.Quote).HasMaxLength(20_000);
    }
}
