using System.Net;
using System.Net.Http.Json;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Reports;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Http;

namespace Greenroom.IntegrationTests.Interviews;

/// <summary>Somebody who takes interviews: a signed-in client with the calls of the room.</summary>
public sealed class Candidate(GreenroomApp app, HttpClient http, string email)
{
    /// <summary>A subtopic with exactly one question, so that a test knows what will be asked.</summary>
    public const string KnownSubtopic = "stampede-and-invalidation";

    public const string StrongAnswer =
        "This is a cache stampede. When the key expires every concurrent request misses and they all go to the database with the same query. "
        + "I would confirm it by comparing the miss rate with database CPU and by checking pg_stat_activity for identical statements at the minute boundary. "
        + "To fix it I would take a short lock per key so that only one request rebuilds the value, and the others get the old value meanwhile. "
        + "The lock must have a timeout because the holder can crash. I would accept stale data for a few seconds on a product page, but not for stock. "
        + "For other keys I would add some jitter to the TTL.";

    public const string PartialAnswer =
        "All the requests miss at the same moment because the cache expired, so the database is hit by everybody at once. I would use a mutex around loading the key.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public HttpClient Http => http;

    public GreenroomApp App => app;

    public static async Task<Candidate> SignUpAsync(GreenroomApp app)
    {
        var http = app.NewClient();
        var email = Api.NewEmail();
        http.Bear(await http.RegisterAsync(email, Ct));
        return new Candidate(app, http, email);
    }

    /// <summary>Moves the clock. Access tokens live 15 minutes, so a long wait logs in again.</summary>
    public async Task WaitAsync(TimeSpan time)
    {
        app.Clock.Advance(time);
        var login = await http.LogInAsync(email, Ct);
        http.Bear(await login.ReadAsync<Session>(Ct));
    }

    public static object Preferences(int questions = 1, string mode = "practice", string? topic = KnownSubtopic, int length = 30, string persona = "neutral", int seed = 7) =>
        new { length, number_questions = questions, difficulty = "medium", language = "en", topics = topic is null ? null : new[] { topic }, mode, persona, seed };

    public async Task<InterviewView> CreateAsync(object? preferences = null)
    {
        var response = await http.PostAsJsonAsync("/api/interviews", preferences ?? Preferences(), Ct);
        return await ReadAsync<InterviewView>(response, HttpStatusCode.Created);
    }

    /// <summary>Creates an interview and asks its first question.</summary>
    public async Task<Room> StartAsync(object? preferences = null)
    {
        var interview = await CreateAsync(preferences);
        var conversation = await OpenAsync(interview.Id);
        return new Room(this, interview.Id, conversation.Id);
    }

    public async Task<ConversationView> OpenAsync(Guid interviewId, string? track = null, Guid? questionId = null) =>
        await ReadAsync<ConversationView>(
            await http.PostAsJsonAsync("/api/conversations/create", new { interview_id = interviewId, track, question_id = questionId }, Ct), HttpStatusCode.Created);

    public async Task<InterviewSnapshot> SnapshotAsync(Guid interviewId) =>
        await ReadAsync<InterviewSnapshot>(await http.GetAsync($"/api/interviews/{interviewId}", Ct));

    public async Task<ReportView> ReportAsync(Guid interviewId) =>
        await ReadAsync<ReportView>(await http.GetAsync($"/api/interviews/{interviewId}/report", Ct));

    public Task<HttpResponseMessage> CommandAsync(Guid interviewId, string command) => http.PostAsync($"/api/interviews/{interviewId}/{command}", content: null, Ct);

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.OK)
    {
        response.StatusCode.ShouldBe(expected, await response.Content.ReadAsStringAsync(Ct));
        return (await response.Content.ReadFromJsonAsync<T>(JsonFormat.Options, Ct))!;
    }
}

/// <summary>One interview in progress.</summary>
public sealed record Room(Candidate Candidate, Guid InterviewId, Guid ConversationId)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> SendAsync(string? message, string? clientMessageId = null, string? intent = null, Guid? questionId = null) =>
        Candidate.Http.PostAsJsonAsync(
            "/api/conversations/append",
            new { conversation_id = ConversationId, message, client_message_id = clientMessageId, intent, question_id = questionId },
            Ct);

    public async Task<AppendResult> AnswerAsync(string message, string? clientMessageId = null) =>
        await Candidate.ReadAsync<AppendResult>(await SendAsync(message, clientMessageId));

    public async Task<AppendResult> AskAsync(string intent) => await Candidate.ReadAsync<AppendResult>(await SendAsync(message: null, intent: intent));

    public Task<InterviewSnapshot> SnapshotAsync() => Candidate.SnapshotAsync(InterviewId);

    public Task<ReportView> ReportAsync() => Candidate.ReportAsync(InterviewId);

    /// <summary>Answers whatever is asked until the conversation is over; a bounded number of turns.</summary>
    public async Task<AppendResult> FinishAsync(string answer = Candidate.PartialAnswer)
    {
        for (var turn = 0; turn < 40; turn++)
        {
            var result = await AnswerAsync(answer);
            if (result.State == ConversationState.Closed)
            {
                return result;
            }
        }

        throw new InvalidOperationException("The interview did not end.");
    }
}
