using System.Net.Http.Json;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Reports;
using Greenroom.Interviews.Turns;

namespace Greenroom.IntegrationTests.Interviews;

public abstract class ReportTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_that_grow_many_times_in_json_still_end_in_a_report()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync(Candidate.Preferences(12, topic: null, length: 120));
        var answer = new string('\u0001', 19_000) + " A short lock per key lets one request rebuild the value.";

        await room.FinishAsync(answer);

        var report = await room.ReportAsync();
        report.Answered.ShouldBe(12);
        report.Questions.ShouldAllBe(q => q.Answers[0].Content == answer);
    }

    [Fact]
    public async Task Every_mark_in_the_report_points_at_words_of_an_answer()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await room.AnswerAsync(Candidate.StrongAnswer);
        await room.FinishAsync();

        var report = await room.ReportAsync();

        report.Status.ShouldBe(ReportStatus.Complete);
        report.Score!.Value.ShouldBeGreaterThanOrEqualTo(75);
        report.Low!.Value.ShouldBeLessThan(report.Score.Value);
        report.High!.Value.ShouldBeGreaterThanOrEqualTo(report.Score.Value);
        report.Finding.ShouldContain("1 question");
        var question = report.Questions.ShouldHaveSingleItem();
        var answers = question.Answers.ToDictionary(a => a.MessageId, a => a.Content);
        var evidenced = question.Points.Where(p => p.Quote is not null).ToList();
        evidenced.Count.ShouldBeGreaterThanOrEqualTo(4);
        evidenced.ShouldAllBe(p => answers[p.AnswerMessageId!.Value].Substring(p.Start!.Value, p.Length!.Value) == p.Quote);
        question.Points.Where(p => p.Verdict == Verdict.Hit).ShouldAllBe(p => p.BetterSentence == null && p.Quote != null);
        question.Points.Where(p => p.Verdict != Verdict.Hit).ShouldAllBe(p => p.BetterSentence != null);
        question.ModelAnswer.ShouldNotBeNullOrWhiteSpace();
        question.References.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_a_follow_up_brought_counts_for_the_question()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await room.AnswerAsync(Candidate.PartialAnswer);
        await room.FinishAsync(Candidate.StrongAnswer);

        var question = (await room.ReportAsync()).Questions[0];

        question.Answers.Count.ShouldBeGreaterThan(1);
        var first = (await room.SnapshotAsync()).Evaluations[0];
        question.Score!.Value.ShouldBeGreaterThan(first.Score!.Value);
        question.Points.ShouldContain(p => p.AnswerMessageId != null && p.AnswerMessageId != question.Answers[0].MessageId);
    }

    [Fact]
    public async Task While_the_interview_runs_the_report_is_pending_and_tells_nothing()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync(Candidate.Preferences(2, topic: "caching"));
        await room.AnswerAsync(Candidate.PartialAnswer);

        var report = await room.ReportAsync();

        report.Status.ShouldBe(ReportStatus.Pending);
        report.Score.ShouldBeNull();
        report.Questions.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_interview_that_ended_early_says_how_much_was_answered()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync(Candidate.Preferences(3, topic: "caching"));
        await room.AnswerAsync(Candidate.StrongAnswer);
        await room.AskAsync("end");

        var report = await room.ReportAsync();

        report.Status.ShouldBe(ReportStatus.Partial);
        report.Finding.ShouldStartWith("1 of 3 questions answered");
        report.Score.ShouldNotBeNull();
    }

    [Fact]
    public async Task Completing_twice_gives_the_same_report()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await room.AnswerAsync(Candidate.PartialAnswer);

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => room.Candidate.CommandAsync(room.InterviewId, "complete")));
        var report = await room.ReportAsync();

        report.Answered.ShouldBe(1);
        (await app.ScalarAsync<long>("SELECT count(*) FROM reports WHERE interview_id = @p0", Ct, room.InterviewId)).ShouldBe(1);
    }

    [Fact]
    public async Task The_report_is_a_markdown_document_too_and_markup_in_an_answer_stays_text()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await room.AnswerAsync("<script>alert(1)</script> All requests miss at once when the key expires and they all hit the database.\n# Not a heading");
        await room.FinishAsync();

        var response = await room.Candidate.Http.GetAsync($"/api/interviews/{room.InterviewId}/report.md", Ct);

        var text = await response.Content.ReadAsStringAsync(Ct);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/markdown");
        text.ShouldStartWith("# Interview report");
        text.ShouldNotContain("<script>");
        text.ShouldContain("> # Not a heading");
        text.ShouldContain("Your words:");
    }

    [Fact]
    public async Task A_question_can_be_tried_again_and_the_first_mark_stays()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await room.AnswerAsync("I don't know.");
        var before = await room.ReportAsync();
        var question = before.Questions[0].QuestionId;

        var retry = await room.Candidate.OpenAsync(room.InterviewId, "retry", question);
        var same = await room.Candidate.OpenAsync(room.InterviewId, "retry", question);
        var result = await (room with { ConversationId = retry.Id }).AnswerAsync(Candidate.StrongAnswer);
        var after = await room.ReportAsync();

        same.Id.ShouldBe(retry.Id);
        retry.Messages.ShouldHaveSingleItem().Content.ShouldBe(before.Questions[0].Prompt);
        result.State.ShouldBe(ConversationState.Closed);
        result.Evaluation!.Score!.Value.ShouldBeGreaterThanOrEqualTo(75);
        after.Score.ShouldBe(before.Score);
        after.Questions[0].Retries.ShouldHaveSingleItem().Score.ShouldBe(result.Evaluation.Score);
    }

    [Fact]
    public async Task A_retry_waits_for_the_end_and_needs_a_question_of_this_interview()
    {
        var ada = await Candidate.SignUpAsync(app);
        var room = await ada.StartAsync();
        var question = (await room.SnapshotAsync()).Questions[0].Id;

        var early = await CreateAsync(ada, room.InterviewId, question);
        var without = await CreateAsync(ada, room.InterviewId, questionId: null);
        var foreign = await CreateAsync(ada, (await ada.CreateAsync()).Id, question);

        await early.ShouldBeProblemAsync(409, "state.conflict", Ct);
        await without.ShouldBeProblemAsync(400, "request.invalid", Ct);
        await foreign.ShouldBeProblemAsync(404, "question.not_found", Ct);
    }

    private static Task<HttpResponseMessage> CreateAsync(Candidate candidate, Guid interviewId, Guid? questionId) =>
        candidate.Http.PostAsJsonAsync("/api/conversations/create", new { interview_id = interviewId, track = "retry", question_id = questionId }, Ct);
}

public sealed class ReportsOnSqlite(SqliteApp app) : ReportTests(app), IClassFixture<SqliteApp>;

public sealed class ReportsOnPostgres(PostgresApp app) : ReportTests(app), IClassFixture<PostgresApp>;
