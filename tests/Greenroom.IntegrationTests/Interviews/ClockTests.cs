using System.Net;
using System.Net.Http.Json;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Reports;
using Greenroom.Interviews.Turns;

namespace Greenroom.IntegrationTests.Interviews;

public abstract class ClockTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pause_stops_the_clock_and_a_resume_goes_on_with_what_was_left()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        var paused = await Candidate.ReadAsync<InterviewSnapshot>(await room.Candidate.CommandAsync(room.InterviewId, "pause"));
        await room.Candidate.WaitAsync(TimeSpan.FromHours(5));
        var refused = await room.SendAsync("I am still here.");
        var resumed = await Candidate.ReadAsync<InterviewSnapshot>(await room.Candidate.CommandAsync(room.InterviewId, "resume"));

        paused.RemainingSeconds.ShouldBe(20 * 60);
        paused.AllowedCommands.ShouldBe(["resume", "end"]);
        await refused.ShouldBeProblemAsync(409, "state.conflict", Ct);
        resumed.RemainingSeconds.ShouldBe(20 * 60);
        (await room.AnswerAsync(Candidate.PartialAnswer)).State.ShouldBe(ConversationState.AwaitingAnswer);
    }

    [Fact]
    public async Task Pausing_twice_and_resuming_what_runs_are_no_errors()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();

        var resumed = await room.Candidate.CommandAsync(room.InterviewId, "resume");
        var first = await room.Candidate.CommandAsync(room.InterviewId, "pause");
        var second = await room.Candidate.CommandAsync(room.InterviewId, "pause");

        ((HttpResponseMessage[])[resumed, first, second]).ShouldAllBe(r => r.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Starting_one_interview_pauses_the_other_and_loses_nothing()
    {
        var ada = await Candidate.SignUpAsync(app);
        var first = await ada.StartAsync();
        await SaveDraftAsync(first, "half a thought");

        var second = await ada.StartAsync();
        var paused = await first.SnapshotAsync();
        var back = await Candidate.ReadAsync<InterviewSnapshot>(await ada.CommandAsync(first.InterviewId, "resume"));

        paused.Status.ShouldBe(InterviewStatus.Paused);
        back.Status.ShouldBe(InterviewStatus.InProgress);
        back.PausedInterviewId.ShouldBe(second.InterviewId);
        back.Draft!.Content.ShouldBe("half a thought");
        (await second.SnapshotAsync()).Status.ShouldBe(InterviewStatus.Paused);
    }

    [Fact]
    public async Task However_many_are_started_at_once_one_runs_and_every_one_can_go_on()
    {
        var ada = await Candidate.SignUpAsync(app);
        var interviews = new List<InterviewView>();
        for (var i = 0; i < 4; i++)
        {
            interviews.Add(await ada.CreateAsync());
        }

        var started = await Task.WhenAll(interviews.SelectMany(i => new[] { i.Id, i.Id }).Select(async id =>
            (Id: id, Response: await ada.Http.PostAsJsonAsync("/api/conversations/create", new { interview_id = id }, Ct))));
        var snapshots = new List<InterviewSnapshot>();
        foreach (var interview in interviews)
        {
            snapshots.Add(await ada.SnapshotAsync(interview.Id));
        }

        started.ShouldAllBe(s => s.Response.StatusCode == HttpStatusCode.Created || s.Response.StatusCode == HttpStatusCode.Conflict);
        snapshots.Count(s => s.Status == InterviewStatus.InProgress).ShouldBe(1);
        foreach (var interview in interviews)
        {
            var conversation = await ada.OpenAsync(interview.Id);
            await Candidate.ReadAsync<InterviewSnapshot>(await ada.CommandAsync(interview.Id, "resume"));
            var answered = await new Room(ada, interview.Id, conversation.Id).AnswerAsync(Candidate.PartialAnswer);
            answered.Evaluation.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Thirty_seconds_before_the_end_a_notice_comes_once()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync(Candidate.Preferences(length: 5));

        app.Clock.Advance(TimeSpan.FromSeconds(269));
        await app.RunJobsAsync(Ct);
        var before = await room.SnapshotAsync();
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        await app.RunJobsAsync(Ct);
        await app.RunJobsAsync(Ct);
        var after = await room.SnapshotAsync();

        before.Messages.ShouldNotContain(m => m.Kind == MessageKind.Notice);
        after.Messages.Count(m => m.Kind == MessageKind.Notice).ShouldBe(1);
        after.Status.ShouldBe(InterviewStatus.InProgress);
    }

    [Fact]
    public async Task At_the_deadline_a_draft_is_marked_as_it_stands()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync(Candidate.Preferences(length: 5));
        await SaveDraftAsync(room, Candidate.PartialAnswer);

        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.RunJobsAsync(Ct);

        var snapshot = await room.SnapshotAsync();
        snapshot.Status.ShouldBe(InterviewStatus.Completed);
        snapshot.Messages.ShouldContain(m => m.Author == Author.Candidate && m.Content == Candidate.PartialAnswer);
        snapshot.Score!.Value.ShouldBeGreaterThan(0);
        snapshot.Questions[0].Status.ShouldBe(QuestionStatus.Answered);
    }

    [Fact]
    public async Task At_the_deadline_a_question_without_a_draft_expires_and_is_not_a_nought()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync(Candidate.Preferences(2, topic: "caching", length: 5));

        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await app.RunJobsAsync(Ct);

        var snapshot = await room.SnapshotAsync();
        snapshot.Status.ShouldBe(InterviewStatus.Completed);
        snapshot.Questions[0].Status.ShouldBe(QuestionStatus.Expired);
        snapshot.Score.ShouldBeNull();
        (await room.ReportAsync()).Status.ShouldBe(ReportStatus.NotGraded);
    }

    [Fact]
    public async Task A_reader_settles_the_deadline_even_when_no_job_ran()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync(Candidate.Preferences(length: 5));
        app.Clock.Advance(TimeSpan.FromMinutes(6));

        var late = await room.SendAsync("Too late.");
        var snapshot = await room.SnapshotAsync();

        await late.ShouldBeProblemAsync(410, "conversation.closed", Ct);
        snapshot.Status.ShouldBe(InterviewStatus.Completed);
        snapshot.RemainingSeconds.ShouldBeNull();
    }

    [Fact]
    public async Task What_nobody_touched_for_a_week_is_abandoned_and_can_be_opened_again_once()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await room.Candidate.CommandAsync(room.InterviewId, "pause");

        await room.Candidate.WaitAsync(TimeSpan.FromDays(8));
        await app.RunJobsAsync(Ct);
        var abandoned = await room.SnapshotAsync();
        var reopened = await Candidate.ReadAsync<InterviewSnapshot>(await room.Candidate.CommandAsync(room.InterviewId, "resume"));
        await room.Candidate.CommandAsync(room.InterviewId, "pause");
        await room.Candidate.WaitAsync(TimeSpan.FromDays(8));
        await app.RunJobsAsync(Ct);
        var again = await room.Candidate.CommandAsync(room.InterviewId, "resume");

        abandoned.Status.ShouldBe(InterviewStatus.Abandoned);
        abandoned.AllowedCommands.ShouldBe(["resume", "end"]);
        reopened.RemainingSeconds.ShouldBe(30 * 60);
        await again.ShouldBeProblemAsync(409, "state.conflict", Ct);
    }

    [Fact]
    public async Task A_newer_draft_is_never_overwritten_by_an_older_one()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await SaveDraftAsync(room, "newer", 5);

        var stale = await PutDraftAsync(room, "older", 4);
        var repeated = await PutDraftAsync(room, "newer", 5);
        var otherTab = await PutDraftAsync(room, "of another tab", 5);

        await stale.ShouldBeProblemAsync(409, "draft.stale", Ct);
        await otherTab.ShouldBeProblemAsync(409, "draft.stale", Ct);
        repeated.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await room.SnapshotAsync()).Draft!.Content.ShouldBe("newer");
    }

    [Fact]
    public async Task A_draft_ends_with_its_question()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await SaveDraftAsync(room, "half a thought");
        var question = (await room.SnapshotAsync()).Questions[0].Id;

        await room.AnswerAsync(Candidate.PartialAnswer);
        var late = await room.Candidate.Http.PutAsJsonAsync($"/api/questions/{question}/draft", new { content = "late", revision = 99 }, Ct);

        (await room.SnapshotAsync()).Draft.ShouldBeNull();
        await late.ShouldBeProblemAsync(409, "state.conflict", Ct);
    }

    private static async Task SaveDraftAsync(Room room, string content, int revision = 1) =>
        (await PutDraftAsync(room, content, revision)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

    private static async Task<HttpResponseMessage> PutDraftAsync(Room room, string content, int revision)
    {
        var question = (await room.SnapshotAsync()).Questions.Last(q => q.Status == QuestionStatus.Asked).Id;
        return await room.Candidate.Http.PutAsJsonAsync($"/api/questions/{question}/draft", new { content, revision }, Ct);
    }
}

public sealed class ClockOnSqlite(SqliteApp app) : ClockTests(app), IClassFixture<SqliteApp>;

public sealed class ClockOnPostgres(PostgresApp app) : ClockTests(app), IClassFixture<PostgresApp>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_that_postgres_ends_as_a_deadlock_is_tried_again()
    {
        var ada = await Candidate.SignUpAsync(app);
        var running = (await ada.StartAsync()).InterviewId;
        for (var tries = 1; ; tries++)
        {
            var next = (await ada.CreateAsync()).Id;
            bool isStartsLoss;
            Task<HttpResponseMessage> starting;
            await using (var rival = await Rival.BeginAsync(app))
            {
                // The start locks the running interview, then its own; the rival goes the other way round.
                await rival.LockAsync("interviews", $"id = '{next}'");
                starting = ada.Http.PostAsJsonAsync("/api/conversations/create", new { interview_id = next }, Ct);
                await rival.IsWaitedForAsync("the start waits for the rival");
                isStartsLoss = await rival.WinsAsync("interviews", $"id = '{running}'");
            }

            (await starting).StatusCode.ShouldBe(HttpStatusCode.Created);
            (await ada.SnapshotAsync(running)).Status.ShouldBe(InterviewStatus.Paused);
            if (isStartsLoss)
            {
                return;
            }

            tries.ShouldBeLessThan(10);
            running = next;
        }
    }
}
