using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using Greenroom.IntegrationTests.Interviews;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Http;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Greenroom.IntegrationTests.Reliability;

/// <summary>
/// Kills the server (-9) at random moments after an answer was sent, starts it again and sends the same answer again. What was acknowledged must be
/// there, and nothing may be stored or graded twice. 30 rounds, or as many as RELIABILITY_ROUNDS says.
/// </summary>
[Trait("Category", "Reliability")]
public sealed class KillTests(PostgresServer postgres)
{
    private const int DefaultRounds = 30;

    /// <summary>A turn of the built-in interviewer takes some 10 to 40 ms here; the kill must be able to fall before, into and after it.</summary>
    private const int LongestDelay = 80;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("RELIABILITY_ROUNDS"), out var rounds) ? rounds : DefaultRounds;

    [Fact]
    public async Task No_answer_is_lost_or_doubled_when_the_server_is_killed_on_sqlite()
    {
        var data = Directory.CreateTempSubdirectory("greenroom-kill-").FullName;
        try
        {
            await RunAsync(
                new Dictionary<string, string>(StringComparer.Ordinal) { ["DATA_DIR"] = data },
                () => new SqliteConnection($"Data Source={Path.Combine(data, "greenroom.db")}"));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task No_answer_is_lost_or_doubled_when_the_server_is_killed_on_postgres()
    {
        var data = Directory.CreateTempSubdirectory("greenroom-kill-").FullName;
        var url = await postgres.CreateDatabaseAsync(Ct);
        try
        {
            await RunAsync(
                new Dictionary<string, string>(StringComparer.Ordinal) { ["DATA_DIR"] = data, ["DATABASE_URL"] = url },
                () => new NpgsqlConnection(PostgresServer.ConnectionString(url)));
        }
        finally
        {
            await postgres.DropDatabaseAsync(url, Ct);
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task RunAsync(Dictionary<string, string> environment, Func<DbConnection> connect)
    {
#pragma warning disable RS0030 // The moments of the kills; printed, so that a failure can be looked into.
        var random = new Random(Environment.TickCount);
#pragma warning restore RS0030
        var output = TestContext.Current.TestOutputHelper!;
        var host = await HostProcess.StartAsync(environment, Ct);
        var email = Api.NewEmail("killed");
        using (var first = host.NewClient())
        {
            await first.RegisterAsync(email, Ct);
        }

        var (acknowledged, stored, retried) = (0, 0, 0);
        Guid? conversationId = null;
        var interviewId = Guid.Empty;
        for (var round = 0; round < Rounds; round++)
        {
            using var client = await SignInAsync(host, email);
            if (conversationId is null)
            {
                (interviewId, conversationId) = await StartInterviewAsync(client);
            }

            var id = $"round-{round}";
            var text = $"Round {round}: every request misses at once when the key expires, so I take a lock per key and one caller rebuilds it.";
            var delay = random.Next(LongestDelay);
            var send = SendAsync(client, conversationId.Value, id, text);
            await Task.Delay(delay, Ct);
            await host.KillAsync();
            var wasAcknowledged = await Outcome(send) == HttpStatusCode.OK;
            await host.DisposeAsync();

            host = await HostProcess.StartAsync(environment, Ct);
            using var again = await SignInAsync(host, email);
            var snapshot = await SnapshotAsync(again, interviewId);
            var kept = snapshot.Messages.Where(m => m.ClientMessageId == id).ToList();
            kept.Count.ShouldBeLessThanOrEqualTo(1, $"round {round}, killed after {delay} ms");
            if (wasAcknowledged)
            {
                kept.ShouldHaveSingleItem($"round {round}: acknowledged and lost, killed after {delay} ms").Status.ShouldBe(MessageStatus.Complete);
                acknowledged++;
            }

            stored += kept.Count;
            retried += kept.Exists(m => m.Status != MessageStatus.Complete) ? 1 : 0;
            var result = await ResendAsync(again, conversationId.Value, id, text);
            result.Message.Content.ShouldBe(text);
            result.Reply.ShouldNotBeNull();
            if (result.State == ConversationState.Closed)
            {
                conversationId = null;
            }

            await InvariantsAsync(connect, round);
        }

        await host.DisposeAsync();
        output.WriteLine($"{Rounds} rounds: {acknowledged} acknowledged before the kill, {stored} stored before it, {retried} half done and finished by the retry.");
    }

    private static async Task<HttpStatusCode?> Outcome(Task<HttpResponseMessage> send)
    {
        try
        {
            return (await send).StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<HttpClient> SignInAsync(HostProcess host, string email)
    {
        var client = host.NewClient();
        client.Bear(await (await client.LogInAsync(email, Ct)).ReadAsync<Session>(Ct));
        return client;
    }

    private static async Task<(Guid Interview, Guid Conversation)> StartInterviewAsync(HttpClient client)
    {
        var interview = await Candidate.ReadAsync<InterviewView>(
            await client.PostAsJsonAsync("/api/interviews", new { length = 120, number_questions = 20, difficulty = "medium", language = "en" }, Ct), HttpStatusCode.Created);
        var conversation = await Candidate.ReadAsync<ConversationView>(
            await client.PostAsJsonAsync("/api/conversations/create", new { interview_id = interview.Id }, Ct), HttpStatusCode.Created);
        return (interview.Id, conversation.Id);
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, Guid conversationId, string id, string message) =>
        client.PostAsJsonAsync("/api/conversations/append", new { conversation_id = conversationId, message, client_message_id = id }, Ct);

    private static async Task<InterviewSnapshot> SnapshotAsync(HttpClient client, Guid id) =>
        await Candidate.ReadAsync<InterviewSnapshot>(await client.GetAsync($"/api/interviews/{id}", Ct));

    /// <summary>As the web app does: the same id until the server has finished it. On PostgreSQL the dead worker's lease must run out first.</summary>
    private static async Task<AppendResult> ResendAsync(HttpClient client, Guid conversationId, string id, string message)
    {
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var response = await SendAsync(client, conversationId, id, message);
            if (response.IsSuccessStatusCode)
            {
                return (await response.Content.ReadFromJsonAsync<AppendResult>(JsonFormat.Options, Ct))!;
            }

            (await response.ReadProblemAsync(Ct)).Code.ShouldBe("turn.in_progress");
            await Task.Delay(500, Ct);
        }

        throw new InvalidOperationException("The answer stayed unread for 30 seconds.");
    }

    private static async Task InvariantsAsync(Func<DbConnection> connect, int round)
    {
        string[] broken =
        [
            "SELECT count(*) FROM (SELECT 1 AS one FROM messages GROUP BY conversation_id, seq HAVING count(*) > 1) AS x",
            "SELECT count(*) FROM (SELECT 1 AS one FROM messages WHERE client_message_id IS NOT NULL GROUP BY conversation_id, client_message_id HAVING count(*) > 1) AS x",
            "SELECT count(*) FROM (SELECT 1 AS one FROM evaluations GROUP BY answer_message_id HAVING count(*) > 1) AS x",
            "SELECT count(*) FROM (SELECT 1 AS one FROM messages WHERE reply_to_id IS NOT NULL GROUP BY reply_to_id HAVING count(*) > 1) AS x",
            "SELECT count(*) FROM messages m WHERE m.author = 'candidate' AND m.status = 'complete' AND NOT EXISTS (SELECT 1 FROM messages r WHERE r.reply_to_id = m.id)",
            "SELECT count(*) FROM (SELECT 1 AS one FROM questions WHERE status = 'asked' GROUP BY conversation_id HAVING count(*) > 1) AS x",
        ];
        await using var connection = connect();
        await connection.OpenAsync(Ct);
        foreach (var sql in broken)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            Convert.ToInt64(await command.ExecuteScalarAsync(Ct)).ShouldBe(0, $"round {round}: {sql}");
        }
    }
}
