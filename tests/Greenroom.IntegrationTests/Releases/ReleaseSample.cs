using System.Net.Http.Json;
using Greenroom.IntegrationTests.Growth;
using Greenroom.IntegrationTests.Interviews;

namespace Greenroom.IntegrationTests.Releases;

/// <summary>What is in the database of a release that is kept here. Put there by the product itself, at the moment at which every test clock begins.</summary>
internal static class ReleaseSample
{
    public const string Email = "release@example.org";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A user with two sessions, a finished and a running interview, a draft and a sample account; a guest; jobs that wait; an answered idempotency key.</summary>
    public static async Task FillAsync(GreenroomApp app)
    {
        var http = app.NewClient();
        var session = await http.RegisterAsync(Email, Ct);
        http.Bear(session);
        await app.NewClient().LogInAsync(Email, Ct);
        await app.NewClient().PostAsync("/api/auth/demo", content: null, Ct);

        var candidate = new Candidate(app, http, Email);
        await (await candidate.StartAsync()).FinishAsync();
        var running = await candidate.StartAsync(Candidate.Preferences(questions: 3, topic: null));
        await running.AnswerAsync(Candidate.PartialAnswer);
        var open = (await running.SnapshotAsync()).Questions[^1];
        await http.PutAsJsonAsync($"/api/questions/{open.Id}/draft", new { content = "What was being typed", revision = 1 }, Ct);

        using var once = new HttpRequestMessage(HttpMethod.Post, "/api/interviews") { Content = JsonContent.Create(Candidate.Preferences()), Headers = { { "Idempotency-Key", "release" } } };
        (await http.SendAsync(once, Ct)).EnsureSuccessStatusCode();

        await Creator.Of(app, http, session).ConnectAndSyncAsync();
    }
}
