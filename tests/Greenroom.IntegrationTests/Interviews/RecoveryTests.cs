using System.Net.Http.Json;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Turns;

namespace Greenroom.IntegrationTests.Interviews;

/// <summary>A worker that died leaves a reserved message behind. The kills themselves are in the reliability runs; here the rows are put as a kill leaves them.</summary>
public abstract class RecoveryTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_turn_whose_worker_died_is_shown_as_failed_and_can_be_sent_again()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await StrandAsync(room, Candidate.PartialAnswer, "m-1");

        var working = await room.SnapshotAsync();
        var tooEarly = await room.SendAsync(Candidate.PartialAnswer, "m-1");
        app.Clock.Advance(TimeSpan.FromSeconds(16));
        var failed = await room.SnapshotAsync();
        var retried = await room.AnswerAsync(Candidate.PartialAnswer, "m-1");

        working.Conversations[0].State.ShouldBe(ConversationState.Grading);
        working.AllowedCommands.ShouldBeEmpty();
        await tooEarly.ShouldBeProblemAsync(409, "turn.in_progress", Ct);
        failed.Conversations[0].State.ShouldBe(ConversationState.FailedRetryable);
        failed.AllowedCommands.ShouldBe(["retry", "end"]);
        failed.RemainingSeconds.ShouldBe(30 * 60, "the outage is not the candidate's time");
        failed.Messages.Single(m => m.Author == Author.Candidate).Status.ShouldBe(MessageStatus.RetryableFailed);
        retried.Evaluation.ShouldNotBeNull();
        retried.State.ShouldBe(ConversationState.AwaitingAnswer);
        (await room.SnapshotAsync()).Messages.Count(m => m.Author == Author.Candidate).ShouldBe(1);
    }

    [Fact]
    public async Task While_an_answer_waits_to_be_sent_again_another_one_is_refused_and_the_interview_can_end()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await StrandAsync(room, Candidate.PartialAnswer, "m-1");
        app.Clock.Advance(TimeSpan.FromSeconds(16));

        var other = await room.SendAsync("Something new.", "m-2");
        var ended = await room.AskAsync("end");

        await other.ShouldBeProblemAsync(409, "state.conflict", Ct);
        ended.State.ShouldBe(ConversationState.Closed);
        var report = await room.ReportAsync();
        report.Questions[0].Answers.ShouldHaveSingleItem().Content.ShouldBe(Candidate.PartialAnswer);
    }

    [Theory]
    [InlineData("end")]
    [InlineData("pause")]
    public async Task An_answer_that_was_not_read_stays_out_of_an_interview_that_has_ended_or_is_paused(string command)
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await StrandAsync(room, Candidate.PartialAnswer, "m-1");
        app.Clock.Advance(TimeSpan.FromSeconds(16));
        if (command == "end")
        {
            await room.AskAsync("end");
        }
        else
        {
            await Candidate.ReadAsync<InterviewSnapshot>(await room.Candidate.CommandAsync(room.InterviewId, command));
        }

        var before = await room.SnapshotAsync();
        var again = await room.SendAsync(Candidate.PartialAnswer, "m-1");
        var after = await room.SnapshotAsync();

        await again.ShouldBeProblemAsync(command == "end" ? 410 : 409, command == "end" ? "conversation.closed" : "state.conflict", Ct);
        after.Status.ShouldBe(command == "end" ? InterviewStatus.Completed : InterviewStatus.Paused);
        after.Messages.Count.ShouldBe(before.Messages.Count);
        after.Evaluations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Resuming_does_not_start_the_clock_while_an_answer_waits_to_be_sent_again()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await StrandAsync(room, Candidate.PartialAnswer, "m-1");
        app.Clock.Advance(TimeSpan.FromSeconds(16));
        await room.Candidate.CommandAsync(room.InterviewId, "pause");

        await room.Candidate.CommandAsync(room.InterviewId, "resume");
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        var waiting = await room.SnapshotAsync();
        await room.AnswerAsync(Candidate.PartialAnswer, "m-1");
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        waiting.RemainingSeconds.ShouldBe(30 * 60);
        (await room.SnapshotAsync()).RemainingSeconds.ShouldBe(29 * 60);
    }

    [Fact]
    public async Task When_the_time_is_up_an_answer_that_was_sent_and_not_read_is_marked()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await StrandAsync(room, Candidate.PartialAnswer, "m-1");

        // Sent in the last second; its worker dies, so the clock stops with nothing left on it.
        await app.ExecuteAsync("UPDATE interviews SET deadline_at = @p1 WHERE id = @p0", Ct, room.InterviewId, app.Clock.UtcNow);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.RunJobsAsync(Ct);

        var snapshot = await room.SnapshotAsync();
        snapshot.Status.ShouldBe(InterviewStatus.Completed);
        snapshot.Questions[0].Status.ShouldBe(QuestionStatus.Answered);
        snapshot.Score!.Value.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task While_an_answer_is_read_no_older_draft_comes_back_and_nothing_ends_the_interview()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await StrandAsync(room, Candidate.PartialAnswer, "m-1");
        var question = (await room.SnapshotAsync()).Questions[0].Id;

        var draft = await room.Candidate.Http.PutAsJsonAsync($"/api/questions/{question}/draft", new { content = "older", revision = 1 }, Ct);
        var pause = await room.Candidate.CommandAsync(room.InterviewId, "pause");
        var complete = await room.Candidate.CommandAsync(room.InterviewId, "complete");

        await draft.ShouldBeProblemAsync(409, "state.conflict", Ct);
        await pause.ShouldBeProblemAsync(409, "turn.in_progress", Ct);
        await complete.ShouldBeProblemAsync(409, "turn.in_progress", Ct);
        pause.Headers.RetryAfter.ShouldNotBeNull();
        (await room.SnapshotAsync()).Status.ShouldBe(InterviewStatus.InProgress);
    }

    [Fact]
    public async Task The_sweep_finds_a_stranded_turn_that_nobody_looks_at()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await StrandAsync(room, Candidate.PartialAnswer, "m-1");
        app.Clock.Advance(TimeSpan.FromMinutes(2));

        await app.RunJobsAsync(Ct);

        (await app.ScalarAsync<string>("SELECT state FROM conversations WHERE id = @p0", Ct, room.ConversationId)).ShouldBe("failed_retryable");
    }

    [Fact]
    public async Task An_ending_that_was_cut_short_is_finished_by_the_next_reader()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await room.FinishAsync();
        await app.ExecuteAsync("DELETE FROM reports WHERE interview_id = @p0", Ct, room.InterviewId);
        await app.ExecuteAsync("UPDATE interviews SET status = 'completing', score = NULL, completed_at = NULL WHERE id = @p0", Ct, room.InterviewId);

        var report = await room.ReportAsync();

        report.Score.ShouldNotBeNull();
        (await room.SnapshotAsync()).Score.ShouldBe(report.Score);
        (await app.ScalarAsync<long>("SELECT count(*) FROM reports WHERE interview_id = @p0", Ct, room.InterviewId)).ShouldBe(1);
    }

    /// <summary>Leaves what a kill between the two transactions leaves: an answer that is reserved and a worker that is gone.</summary>
    private async Task StrandAsync(Room room, string message, string clientMessageId)
    {
        await room.AnswerAsync(message, clientMessageId);
        var sent = await app.ScalarAsync<string>("SELECT CAST(id AS text) FROM messages WHERE conversation_id = @p0 AND client_message_id = @p1", Ct, room.ConversationId, clientMessageId);
        var id = Guid.Parse(sent!);
        await app.ExecuteAsync("DELETE FROM evaluations WHERE answer_message_id = @p0", Ct, id);
        await app.ExecuteAsync("DELETE FROM questions WHERE conversation_id = @p0 AND kind = 'follow_up'", Ct, room.ConversationId);
        await app.ExecuteAsync("DELETE FROM messages WHERE reply_to_id = @p0", Ct, id);
        await app.ExecuteAsync("UPDATE questions SET status = 'asked', answered_at = NULL WHERE conversation_id = @p0", Ct, room.ConversationId);
        await app.ExecuteAsync("UPDATE messages SET status = 'pending', lease_expires_at = @p1 WHERE id = @p0", Ct, id, app.Clock.UtcNow.AddSeconds(15));
        await app.ExecuteAsync("UPDATE conversations SET state = 'grading', turn_seq = 2 WHERE id = @p0", Ct, room.ConversationId);
        await app.ExecuteAsync("UPDATE interviews SET answered_questions = 0 WHERE id = @p0", Ct, room.InterviewId);
    }
}

public sealed class RecoveryOnSqlite(SqliteApp app) : RecoveryTests(app), IClassFixture<SqliteApp>;

public sealed class RecoveryOnPostgres(PostgresApp app) : RecoveryTests(app), IClassFixture<PostgresApp>;
