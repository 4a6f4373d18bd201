using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Http;

namespace Greenroom.IntegrationTests.Interviews;

public abstract class InterviewLifecycleTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_interview_is_ready_and_knows_its_first_question()
    {
        var ada = await Candidate.SignUpAsync(app);

        var interview = await ada.CreateAsync(new { length = 30, number_questions = 3, difficulty = "medium", language = "en" });

        interview.Status.ShouldBe(InterviewStatus.Ready);
        interview.NumberQuestions.ShouldBe(3);
        interview.Mode.ShouldBe(InterviewMode.Practice);
        interview.Persona.ShouldBe(Persona.Neutral);
        interview.Engine.ShouldBe("offline");
        interview.FirstQuestion.ShouldNotBeNullOrWhiteSpace();
        interview.Prompt.ShouldStartWith("3 questions on ");
        interview.Topics.Count.ShouldBe(3);
        interview.Score.ShouldBeNull();
        (await ada.SnapshotAsync(interview.Id)).AllowedCommands.ShouldBe(["start", "end"]);
    }

    [Fact]
    public async Task Reloading_an_interview_shows_the_question_that_was_asked()
    {
        var ada = await Candidate.SignUpAsync(app);
        var room = await ada.StartAsync();

        var snapshot = await room.SnapshotAsync();

        snapshot.Status.ShouldBe(InterviewStatus.InProgress);
        snapshot.RemainingSeconds.ShouldBe(30 * 60);
        var question = snapshot.Questions.ShouldHaveSingleItem();
        question.Prompt.ShouldBe(snapshot.FirstQuestion);
        question.Status.ShouldBe(QuestionStatus.Asked);
        snapshot.Messages.ShouldHaveSingleItem().Content.ShouldBe(snapshot.FirstQuestion);
        snapshot.AllowedCommands.ShouldBe(["answer", "draft", "hint", "clarify", "skip", "pause", "end"]);
    }

    [Fact]
    public async Task Another_users_interview_looks_like_a_missing_one()
    {
        var interview = await (await Candidate.SignUpAsync(app)).CreateAsync();
        var eve = (await Candidate.SignUpAsync(app)).Http;

        foreach (var path in (string[])["", "/report", "/report.md"])
        {
            await (await eve.GetAsync($"/api/interviews/{interview.Id}{path}", Ct)).ShouldBeProblemAsync(404, "interview.not_found", Ct);
        }

        foreach (var command in (string[])["pause", "resume", "complete"])
        {
            await (await eve.PostAsync($"/api/interviews/{interview.Id}/{command}", content: null, Ct)).ShouldBeProblemAsync(404, "interview.not_found", Ct);
        }

        await (await eve.PostAsJsonAsync("/api/conversations/create", new { interview_id = interview.Id }, Ct)).ShouldBeProblemAsync(404, "interview.not_found", Ct);
    }

    [Fact]
    public async Task A_foreign_conversation_and_question_look_missing_too()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        var question = (await room.SnapshotAsync()).Questions[0].Id;
        var eve = await Candidate.SignUpAsync(app);

        var answer = await (room with { Candidate = eve }).SendAsync("Mine now.");
        var events = await eve.Http.GetAsync($"/api/conversations/{room.ConversationId}/events", Ct);
        var draft = await eve.Http.PutAsJsonAsync($"/api/questions/{question}/draft", new { content = "Mine now.", revision = 9 }, Ct);

        await answer.ShouldBeProblemAsync(404, "conversation.not_found", Ct);
        await events.ShouldBeProblemAsync(404, "conversation.not_found", Ct);
        await draft.ShouldBeProblemAsync(404, "question.not_found", Ct);
        (await room.SnapshotAsync()).Draft.ShouldBeNull();
    }

    [Theory]
    [InlineData("length", 4)]
    [InlineData("length", 121)]
    [InlineData("number_questions", 0)]
    [InlineData("number_questions", 21)]
    [InlineData("difficulty", "brutal")]
    [InlineData("mode", "exam")]
    [InlineData("language", "")]
    public async Task A_preference_outside_its_range_is_named(string field, object value)
    {
        var ada = await Candidate.SignUpAsync(app);
        var body = new Dictionary<string, object> { ["length"] = 30, ["number_questions"] = 3, ["difficulty"] = "easy", ["language"] = "en", [field] = value };

        var response = await ada.Http.PostAsJsonAsync("/api/interviews", body, Ct);

        var problem = await response.ShouldBeProblemAsync(400, "request.invalid", Ct);
        (problem.Errors?.ContainsKey(field) == true || problem.Detail!.Contains(field, StringComparison.Ordinal)).ShouldBeTrue(problem.ToString());
    }

    [Fact]
    public async Task A_topic_that_does_not_exist_is_named()
    {
        var ada = await Candidate.SignUpAsync(app);

        var response = await ada.Http.PostAsJsonAsync("/api/interviews", Candidate.Preferences(topic: "astrology"), Ct);

        var problem = await response.ShouldBeProblemAsync(400, "request.invalid", Ct);
        problem.Errors!["topics"].ShouldHaveSingleItem().ShouldContain("astrology");
    }

    [Fact]
    public async Task The_built_in_interviewer_says_that_it_speaks_english_only()
    {
        var ada = await Candidate.SignUpAsync(app);

        var response = await ada.Http.PostAsJsonAsync("/api/interviews", new { length = 30, number_questions = 3, difficulty = "easy", language = "de" }, Ct);

        await response.ShouldBeProblemAsync(422, "interview.language_unsupported", Ct);
        var interviewer = await ada.Http.GetFromJsonAsync<JsonElement>("/api/interviewer", Ct);
        interviewer.GetProperty("interviewer").GetString().ShouldBe("built_in");
        interviewer.GetProperty("languages").EnumerateArray().Select(l => l.GetString()).ShouldBe(["en"]);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_plan_and_another_seed_another()
    {
        var ada = await Candidate.SignUpAsync(app);
        var bob = await Candidate.SignUpAsync(app);

        var first = await ada.CreateAsync(Candidate.Preferences(5, topic: null, seed: 11));
        var again = await bob.CreateAsync(Candidate.Preferences(5, topic: null, seed: 11));
        var other = await ada.CreateAsync(Candidate.Preferences(5, topic: null, seed: 12));

        again.FirstQuestion.ShouldBe(first.FirstQuestion);
        again.Topics.ShouldBe(first.Topics);
        other.Topics.ShouldNotBe(first.Topics);
    }

    [Fact]
    public async Task Without_a_seed_questions_come_back_only_when_the_others_are_used_up()
    {
        var ada = await Candidate.SignUpAsync(app);
        var preferences = new { length = 60, number_questions = 5, difficulty = "medium", language = "en" };

        var first = await ada.CreateAsync(preferences);
        var second = await ada.CreateAsync(preferences);

        var asked = await app.RowsAsync("SELECT plan FROM interviews WHERE user_id = @p0 ORDER BY created_at", Ct, first.UserId);
        var plans = asked.Select(r => ((string)r[0]!).Split('\n')).ToList();
        plans.Count.ShouldBe(2);
        plans[0].Intersect(plans[1]).ShouldBeEmpty(second.Prompt);
    }

    [Fact]
    public async Task Repeating_a_creation_with_its_key_gives_the_same_interview()
    {
        var ada = await Candidate.SignUpAsync(app);
        var key = "a key of this user";

        var first = await CreateWithKeyAsync(ada, key, Candidate.Preferences());
        var again = await CreateWithKeyAsync(ada, key, Candidate.Preferences());
        var changed = await CreateWithKeyAsync(ada, key, Candidate.Preferences(length: 45));

        var created = await Candidate.ReadAsync<InterviewView>(first, HttpStatusCode.Created);
        (await Candidate.ReadAsync<InterviewView>(again, HttpStatusCode.Created)).Id.ShouldBe(created.Id);
        await changed.ShouldBeProblemAsync(422, "idempotency.key_reused", Ct);
        (await ListAsync(ada, "")).Items.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_list_is_newest_first_filtered_and_paged()
    {
        var ada = await Candidate.SignUpAsync(app);
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await ada.CreateAsync()).Id);
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await ada.OpenAsync(ids[2]);

        var first = await ListAsync(ada, "?limit=3");
        var second = await ListAsync(ada, $"?limit=3&cursor={first.NextCursor}");
        var running = await ListAsync(ada, "?status=in_progress");

        first.Items.Select(i => i.Id).Concat(second.Items.Select(i => i.Id)).ShouldBe(ids.AsEnumerable().Reverse());
        second.NextCursor.ShouldBeNull();
        running.Items.ShouldHaveSingleItem().Id.ShouldBe(ids[2]);
        await (await ada.Http.GetAsync("/api/interviews?status=sleeping", Ct)).ShouldBeProblemAsync(400, "request.invalid", Ct);
        await (await ada.Http.GetAsync("/api/interviews?cursor=nonsense", Ct)).ShouldBeProblemAsync(400, "request.invalid", Ct);
        await (await ada.Http.GetAsync("/api/interviews?limit=101", Ct)).ShouldBeProblemAsync(400, "request.invalid", Ct);
    }

    [Fact]
    public async Task Opening_the_main_track_twice_gives_the_same_conversation()
    {
        var ada = await Candidate.SignUpAsync(app);
        var interview = await ada.CreateAsync();

        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ada.OpenAsync(interview.Id)));

        opened.Select(c => c.Id).Distinct().ShouldHaveSingleItem();
        opened.ShouldAllBe(c => c.Messages.Count == 1 && c.State == ConversationState.AwaitingAnswer);
    }

    [Fact]
    public async Task An_interview_that_never_started_is_cancelled_by_finishing_it()
    {
        var ada = await Candidate.SignUpAsync(app);
        var interview = await ada.CreateAsync();

        var finished = await Candidate.ReadAsync<InterviewSnapshot>(await ada.CommandAsync(interview.Id, "complete"));

        finished.Status.ShouldBe(InterviewStatus.Cancelled);
        finished.AllowedCommands.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_guest_who_claims_the_account_keeps_the_interview()
    {
        var http = app.NewClient();
        var guest = await (await http.PostAsync("/api/auth/demo", content: null, Ct)).ReadAsync<Session>(Ct);
        http.Bear(guest);
        var room = await new Candidate(app, http, "").StartAsync();
        await room.FinishAsync();

        var claimed = await http.PostAsJsonAsync("/api/auth/claim", new { email = Api.NewEmail("guest"), password = Api.Password }, Ct);

        var session = await claimed.ReadAsync<Session>(Ct);
        session.User.Id.ShouldBe(guest.User.Id);
        http.Bear(session);
        (await room.ReportAsync()).Score.ShouldNotBeNull();
    }

    private static async Task<Page<InterviewView>> ListAsync(Candidate candidate, string query) =>
        await Candidate.ReadAsync<Page<InterviewView>>(await candidate.Http.GetAsync($"/api/interviews{query}", Ct));

    private static Task<HttpResponseMessage> CreateWithKeyAsync(Candidate candidate, string key, object preferences)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/interviews") { Content = JsonContent.Create(preferences) };
        request.Headers.Add("Idempotency-Key", key);
        return candidate.Http.SendAsync(request, Ct);
    }
}

public sealed class InterviewLifecycleOnSqlite(SqliteApp app) : InterviewLifecycleTests(app), IClassFixture<SqliteApp>;

public sealed class InterviewLifecycleOnPostgres(PostgresApp app) : InterviewLifecycleTests(app), IClassFixture<PostgresApp>;
