using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Turns;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Greenroom.Interviews.Data;

internal sealed class TurnConfiguration :
    IEntityTypeConfiguration<Conversation>, IEntityTypeConfiguration<Question>, IEntityTypeConfiguration<Message>,
    IEntityTypeConfiguration<AnswerDraft>, IEntityTypeConfiguration<TurnEvent>
{
    public void Configure(EntityTypeBuilder<Conversation> conversation)
    {
        conversation.ToTable("conversations");
        conversation.Property(c => c.Id).ValueGeneratedNever();
        conversation.Property(c => c.Title).HasMaxLength(200);
        conversation.Property(c => c.CurrentTopic).HasMaxLength(60);
        conversation.Property(c => c.CurrentSubtopic).HasMaxLength(60);

        // Counted up in SQL by TurnEventLog while others hold the row; EF must never write an old value back.
        conversation.Property(c => c.EventSeq).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        conversation.Property(c => c.RowVersion).IsConcurrencyToken();
        conversation.HasIndex(c => c.InterviewId);

        // One main track per interview, whoever asks for it how often. Both engines know partial indexes.
        conversation.HasIndex(c => c.InterviewId, "ux_conversations_one_main").IsUnique().HasFilter("track = 'main'");

        // And one open retry per question.
        conversation.HasIndex(c => c.ForkedFromQuestionId, "ux_conversations_one_open_retry").IsUnique().HasFilter("track = 'retry' AND state <> 'closed'");
        conversation.HasOne<Interview>().WithMany().HasForeignKey(c => c.InterviewId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Question> question)
    {
        question.ToTable("questions");
        question.Property(q => q.Id).ValueGeneratedNever();
        question.Property(q => q.Prompt).HasMaxLength(4000);
        question.Property(q => q.BankQuestionId).HasMaxLength(120);
        question.Property(q => q.BankVersion).HasMaxLength(64);
        question.Property(q => q.FollowUpPoints).AsWordList(500);
        question.HasIndex(q => q.ConversationId);
        question.HasOne<Conversation>().WithMany().HasForeignKey(q => q.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Message> message)
    {
        message.ToTable("messages");
        message.Property(m => m.Id).ValueGeneratedNever();
        message.Property(m => m.Content).HasMaxLength(20_000);
        message.Property(m => m.ClientMessageId).HasMaxLength(100);

        // What was sent is stored once and answered once, whatever the network did.
        message.HasIndex(m => new { m.ConversationId, m.Seq }).IsUnique();
        message.HasIndex(m => new { m.ConversationId, m.ClientMessageId }).IsUnique();
        message.HasIndex(m => m.ReplyToId).IsUnique();

        // After a crash: whose work stopped half way?
        message.HasIndex(m => new { m.Status, m.LeaseExpiresAt });
        message.HasOne<Conversation>().WithMany().HasForeignKey(m => m.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<AnswerDraft> draft)
    {
        draft.ToTable("answer_drafts");
        draft.HasKey(d => d.QuestionId);
        draft.Property(d => d.Content).HasMaxLength(20_000);
        draft.HasOne<Question>().WithOne().HasForeignKey<AnswerDraft>(d => d.QuestionId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<TurnEvent> turnEvent)
    {
        turnEvent.ToTable("turn_events");
        turnEvent.HasKey(e => new { e.ConversationId, e.Seq });
        turnEvent.Property(e => e.Type).HasMaxLength(20);
        // Without a bound, as in reports: escaping makes any bound wrong for somebody.
        turnEvent.Property(e => e.Payload).HasMaxLength(-1);
        turnEvent.HasOne<Conversation>().WithMany().HasForeignKey(e => e.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }
}
