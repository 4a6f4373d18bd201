using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Reports;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Data;

internal sealed class InterviewsDb(DbContextOptions<InterviewsDb> options) : ModuleDbContext(options)
{
    public DbSet<Interview> Interviews => Set<Interview>();

    public DbSet<Conversation> Conversations => Set<Conversation>();

    public DbSet<Question> Questions => Set<Question>();

    public DbSet<Message> Messages => Set<Message>();

    public DbSet<AnswerDraft> Drafts => Set<AnswerDraft>();

    public DbSet<TurnEvent> TurnEvents => Set<TurnEvent>();

    public DbSet<Evaluation> Evaluations => Set<Evaluation>();

    public DbSet<Report> Reports => Set<Report>();

    public DbSet<StoredTopic> Topics => Set<StoredTopic>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        StoreAsWord<InterviewStatus>(configurationBuilder);
        StoreAsWord<InterviewDifficulty>(configurationBuilder);
        StoreAsWord<InterviewMode>(configurationBuilder);
        StoreAsWord<Persona>(configurationBuilder);
        StoreAsWord<CandidateLevel>(configurationBuilder);
        StoreAsWord<Track>(configurationBuilder);
        StoreAsWord<ConversationState>(configurationBuilder);
        StoreAsWord<QuestionKind>(configurationBuilder);
        StoreAsWord<QuestionStatus>(configurationBuilder);
        StoreAsWord<Author>(configurationBuilder);
        StoreAsWord<MessageKind>(configurationBuilder);
        StoreAsWord<Intent>(configurationBuilder);
        StoreAsWord<MessageStatus>(configurationBuilder);
        StoreAsWord<GradeStatus>(configurationBuilder);
        StoreAsWord<Confidence>(configurationBuilder);
        StoreAsWord<Verdict>(configurationBuilder);
        StoreAsWord<Questions.Dimension>(configurationBuilder);
        StoreAsWord<Applicability>(configurationBuilder);
        StoreAsWord<ReportStatus>(configurationBuilder);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        // Named one by one: looking through the assembly for them loads what its other types stand on, the SDK of the model among it.
        var practice = new InterviewConfiguration();
        var turns = new TurnConfiguration();
        var marks = new EvaluationConfiguration();
        modelBuilder
            .ApplyConfiguration<Interview>(practice).ApplyConfiguration<Report>(practice).ApplyConfiguration<StoredTopic>(practice)
            .ApplyConfiguration<Conversation>(turns).ApplyConfiguration<Question>(turns).ApplyConfiguration<Message>(turns)
            .ApplyConfiguration<AnswerDraft>(turns).ApplyConfiguration<TurnEvent>(turns)
            .ApplyConfiguration<Evaluation>(marks).ApplyConfiguration<EvaluationPoint>(marks)
            .ApplyConfiguration<EvaluationDimension>(marks).ApplyConfiguration<EvaluationMisconception>(marks);

        // The table is Accounts'; this stub only carries the foreign key that deletes a user's interviews with the user.
        modelBuilder.Entity<Owner>(owner => owner.ToTable("users", table => table.ExcludeFromMigrations()));
    }

    private static void StoreAsWord<T>(ModelConfigurationBuilder configuration)
        where T : struct, Enum => configuration.Properties<T>().HaveConversion<SnakeCaseEnum<T>>().HaveMaxLength(20);
}

/// <summary>The user of another module, as a foreign key sees it.</summary>
internal sealed class Owner
{
    public Guid Id { get; private set; }
}

/// <summary>A topic of the bank as a row, so that numbers in other tables can be read in SQL.</summary>
internal sealed class StoredTopic
{
    public int Id { get; set; }

    public string Slug { get; set; } = "";

    public string Title { get; set; } = "";

    public int? ParentId { get; set; }
}
