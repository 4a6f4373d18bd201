using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Greenroom.IntegrationTests.Interviews;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Turns;

namespace Greenroom.IntegrationTests.Reliability;

/// <summary>The program as it runs in production: it stops when it is asked to, and its log is for machines and holds nobody's secrets.</summary>
[Trait("Category", "Reliability")]
public sealed class StopTests(PostgresServer postgres)
{
    /// <summary>One in so many requests is logged; with more than twice as many there is something to look at.</summary>
    private const int Requests = 250;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_server_in_production_stops_when_asked_and_logs_no_secret_on_sqlite() => RunAsync("");

    [Fact]
    public async Task A_server_in_production_stops_when_asked_and_logs_no_secret_on_postgres()
    {
        var url = await postgres.CreateDatabaseAsync(Ct);
        await RunAsync(url);
        await postgres.DropDatabaseAsync(url, Ct);
    }

    private static async Task RunAsync(string databaseUrl)
    {
        var data = Directory.CreateTempSubdirectory("greenroom-stop-");
        await using var host = await HostProcess.StartAsync(
            new Dictionary<string, string>(HostProcess.Production, StringComparer.Ordinal) { ["DATA_DIR"] = data.FullName, ["DATABASE_URL"] = databaseUrl, ["RateLimits__UserPerMinute"] = "10000" }, Ct);
        using var client = host.NewClient();
        var email = Api.NewEmail("stopped");
        var session = await client.RegisterAsync(email, Ct);
        (await client.LogInAsync(email, Ct, "not the password of anybody")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        client.Bear(session);
        var interview = await Candidate.ReadAsync<InterviewView>(await client.PostAsJsonAsync("/api/interviews", Candidate.Preferences(), Ct), HttpStatusCode.Created);
        var conversation = await Candidate.ReadAsync<ConversationView>(
            await client.PostAsJsonAsync("/api/conversations/create", new { interview_id = interview.Id }, Ct), HttpStatusCode.Created);
        await client.PostAsJsonAsync("/api/conversations/append", new { conversation_id = conversation.Id, message = Candidate.PartialAnswer }, Ct);
        for (var i = 0; i < Requests; i++)
        {
            await client.GetAsync($"/api/user/me?access_token={session.Token}&email={email}", Ct);
        }

        using var stream = new StreamReader(await client.GetStreamAsync($"/api/conversations/{conversation.Id}/events", Ct));
        while (await stream.ReadLineAsync(Ct) is { } line && line != "event: done")
        {
            // What was before; then the stream waits for more.
        }

        using var justOpened = await client.GetAsync($"/api/conversations/{conversation.Id}/events", HttpCompletionOption.ResponseHeadersRead, Ct);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        var exitCode = await host.TerminateAsync(limit.Token);

        exitCode.ShouldBe(0);

        // Both end as answers end; a connection that was cut would throw.
        await stream.ReadToEndAsync(Ct);
        await justOpened.Content.ReadAsStringAsync(Ct);
        foreach (var line in host.Errors)
        {
            using var entry = JsonDocument.Parse(line);
            entry.RootElement.GetProperty("Timestamp").GetString().ShouldNotBeNullOrEmpty();
            entry.RootElement.GetProperty("LogLevel").GetString().ShouldBeOneOf("Information", "Warning");
        }

        var log = string.Join('\n', host.Errors);
        log.ShouldContain("GET /api/user/me", customMessage: log);
        log.ShouldNotContain("eyJ");
        log.ShouldNotContain(session.Token);
        log.ShouldNotContain(email);
        log.ShouldNotContain("@example.org");
        log.ShouldNotContain(Api.Password);
        log.ShouldNotContain("not the password of anybody");
        log.ShouldNotContain(Candidate.PartialAnswer);
        data.Delete(recursive: true);
    }
}
