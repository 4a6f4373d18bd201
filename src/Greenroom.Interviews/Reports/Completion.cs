using System.Text.Json;
using Greenroom.Interviews.Data;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Data;
using Greenroom.Platform.Http;
using Greenroom.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace Greenroom.Interviews.Reports;

/// <summary>Ends interviews: freezes the transcript, writes the report, stores the score. Each step can be repeated after a crash.</summary>
internal sealed class Completion(InterviewsDb db, ReportData data, ReportBuilder builder, TurnEventLog events, ILiveSignals signals, TimeProvider clock)
{
    private const int Tries = 4;

    /// <summary>Closes the main conversation without another turn: the deadline passed or the candidate finished early. One that has not begun is cancelled.</summary>
    /// <returns>False while a turn is being read, which must not lose its mark: its own decision ends the interview, or it can be tried again.</returns>
    public async Task<bool> CloseAsync(Guid interviewId, string closingWords, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryCloseAsync(interviewId, closingWords, ct);
            }
            catch (Exception exception) when (exception.IsLostRace() && attempt < Tries)
            {
                // A turn, a notice or another tab came between: what they did stands, and is looked at again.
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<bool> TryCloseAsync(Guid interviewId, string closingWords, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var interview = await db.Interviews.SingleAsync(i => i.Id == interviewId, ct);
        if (interview.IsOver)
        {
            await FinishAsync(interviewId, ct);
            return true;
        }

        var conversation = await db.Conversations.SingleOrDefaultAsync(c => c.InterviewId == interviewId && c.Track == Track.Main, ct);
        if (conversation is null)
        {
            interview.Cancel(now);
            await db.SaveChangesAsync(ct);
            return true;
        }

        if (conversation.State.IsBusy())
        {
            return false;
        }

        var questions = await db.Questions.Where(q => q.ConversationId == conversation.Id).OrderBy(q => q.Seq).ToListAsync(ct);
        foreach (var open in questions.Where(q => q.Status == QuestionStatus.Asked))
        {
            open.Expire();
        }

        interview.BeginCompleting(now);
        conversation.MoveTo(ConversationState.Closed, now);
        var notice = Message.FromInterviewer(conversation, questions[^1], MessageKind.Notice, closingWords, now);
        db.Messages.Add(notice);
        await using (var transaction = await db.Database.BeginTransactionAsync(ct))
        {
            await events.AddAsync(conversation.Id, [NewEvent.Said(TurnViews.Of(notice)), NewEvent.State(ConversationState.Closed, []), NewEvent.Done()], ct);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        await signals.SignalAsync(TurnEventLog.TopicOf(conversation.Id), ct);
        await FinishAsync(interviewId, ct);
        return true;
    }

    /// <summary>From completing to completed: score and report in one transaction. Does nothing when that has been done.</summary>
    public async Task<bool> FinishAsync(Guid interviewId, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var material = await data.LoadAsync(interviewId, ct);
        if (material is null || material.Interview.Status != InterviewStatus.Completing)
        {
            return false;
        }

        var now = clock.UtcNow();
        var interview = await db.Interviews.SingleAsync(i => i.Id == interviewId, ct);
        interview.Complete(ReportBuilder.Score(builder.Blocks(material)), now);
        var report = builder.Build(material with { Interview = interview }, now);
        db.Reports.Add(Report.Of(interviewId, report.Status, JsonSerializer.Serialize(report, JsonFormat.Options), now));
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (Exception exception) when (exception.IsLostRace())
        {
            // Two readers finished it together; one report is as good as the other.
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
