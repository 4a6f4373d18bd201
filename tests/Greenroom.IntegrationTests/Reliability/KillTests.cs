using System.Data.Common;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Greenroom.IntegrationTests.Interviews;
using Greenroom.Interviews.Practice;
using Greenroom.Interviews.Turns;
using Greenroom.Platform.Http;

namespace Greenroom.IntegrationTests.Reliability;

/// <summary>
/// Kills the server (-9) at random moments after an answer was sent, starts it again and sends the same answer again. What was acknowledged must be
/// there, and nothing may be stored or graded twice. An answer is acknowledged by its reply or, in every second round, as the web app sends it, by the
/// event <c>accepted</c> of its stream. The moments are drawn from nothing to twice what a turn takes on this machine, and the test
/// insists that they fell on both sides of the answer.
/// </summary>
[Trait("Category", "Reliability")]
public sealed class KillTests(PostgresServer postgres)
{
    private const int DefaultRounds = 30;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public Task No_answer_is_lost_or_doubled_when_the_server_is_killed_on_sqlite() => OwnDatabase.OnSqliteAsync(RunAsync);

    [Fact]
    public Task No_answer_is_lost_or_doubled_when_the_server_is_killed_on_postgres() => OwnDatabase.OnPostgresAsync(postgres, RunAsync, Ct);

    private static async Task RunAsync(OwnDatabase database)
    {
        var (environment, connect) = database;
        var rounds = Chance.Rounds(DefaultRounds);
        var random = Chance.New();
        var output = TestContext.Current.TestOutputHelper!;
        var email = Api.NewEmail("killed");
        var host = await HostProcess.StartAsync(environment, Ct);
        try
        {
            using (var first = host.NewClient())
            {
                await first.RegisterAsync(email, Ct);
            }

            var longestDelay = 2 * await MeasureTurnAsync(host, email);
            var (answered, accepted, lost, halfDone) = (0, 0, 0, 0);
            Guid? conversationId = null;
            var interviewId = Guid.Empty;
            for (var round = 0; round < rounds; round++)
            {
                using var client = await SignInAsync(host, email);
                if (conversationId is null)
                {
                    (interviewId, conversationId) = await StartInterviewAsync(client);
                }

                var id = $"round-{round}";
                var text = AnswerOf(round);
                var delay = random.NextDouble() * longestDelay;
                var isStream = round % 2 == 1;
                var send = isStream ? IsAcceptedAsync(client, conversationId.Value, id, text) : IsAnsweredAsync(client, conversationId.Value, id, text);
                await Task.Delay(delay, Ct);
                await host.KillAsync();
                var wasAcknowledged = await send;
                await host.DisposeAsync();

                host = await HostProcess.StartAsync(environment, Ct);
                using var again = await SignInAsync(host, email);
                var snapshot = await SnapshotAsync(again, interviewId);
                var kept = snapshot.Messages.Where(m => m.ClientMessageId == id).ToList();
                kept.Count.ShouldBeLessThanOrEqualTo(1, $"round {round}, killed after {delay}");
                if (wasAcknowledged)
                {
                    var message = kept.ShouldHaveSingleItem($"round {round}: acknowledged and lost, killed after {delay}");
                    message.Content.ShouldBe(text);
                    if (isStream)
                    {
                        accepted++;
                    }
                    else
                    {
                        message.Status.ShouldBe(MessageStatus.Complete);
                        answered++;
                    }
                }

                // A machine that is slower or quicker now than when the turn was measured: about half of the kills are to come before the answer.
                longestDelay *= wasAcknowledged ? 0.9 : 1.1;
                lost += kept.Count == 0 ? 1 : 0;
                halfDone += kept.Exists(m => m.Status != MessageStatus.Complete) ? 1 : 0;
                var result = await ResendAsync(again, conversationId.Value, id, text);
                result.Message.Content.ShouldBe(text);
                result.Reply.ShouldNotBeNull();
                if (result.State == ConversationState.Closed)
                {
                    conversationId = null;
                }

                await InvariantsAsync(connect, round);
            }

            var sum = $"{rounds} rounds, kills within {longestDelay.TotalMilliseconds:0} ms at the end: {answered} answered and {accepted} accepted before the kill, {lost} not stored yet, {halfDone} half done and finished by the retry.";
            output.WriteLine(sum);
            if (rounds >= Chance.EnoughRounds)
            {
                answered.ShouldBeGreaterThan(0, sum);
                accepted.ShouldBeGreaterThan(0, sum);
                (lost + halfDone).ShouldBeGreaterThan(0, sum);
            }
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private static string AnswerOf(int round) => $"Round {round}: every request misses at once when the key expires, so I take a lock per key and one caller rebuilds it.";

    /// <summary>The second turn after a start, which is what each round kills.</summary>
    private static async Task<TimeSpan> MeasureTurnAsync(HostProcess host, string email)
    {
        using var client = await SignInAsync(host, email);
        var (_, conversationId) = await StartInterviewAsync(client);
        (await SendAsync(client, conversationId, "cold", AnswerOf(-2))).EnsureSuccessStatusCode();
        var started = Stopwatch.GetTimestamp();
        (await SendAsync(client, conversationId, "warm", AnswerOf(-1))).EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task<bool> IsAnsweredAsync(HttpClient client, Guid conversationId, string id, string message)
    {
        try
        {
            using var response = await SendAsync(client, conversationId, id, message);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Reads until the line is cut: an event has come when the empty line behind it has.</summary>
    private static async Task<bool> IsAcceptedAsync(HttpClient client, Guid conversationId, string id, string message)
    {
        var (isAccepted, name) = (false, "");
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/conversations/append") { Content = JsonContent.Create(BodyOf(conversationId, id, message)) };
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Ct));
            while (await reader.ReadLineAsync(Ct) is { } line)
            {
                isAccepted |= line.Length == 0 && name == "accepted";
                name = line.StartsWith("event: ", StringComparison.Ordinal) ? line["event: ".Length..] : line.Length == 0 ? "" : name;
            }
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            // Killed; what has come by then counts.
        }

        return isAccepted;
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
        client.PostAsJsonAsync("/api/conversations/append", BodyOf(conversationId, id, message), Ct);

    private static object BodyOf(Guid conversationId, string id, string message) => new { conversation_id = conversationId, message, client_message_id = id };

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
            "SELECT count(*) FROM messages m WHERE m.kind = 'answer' AND m.status = 'complete' AND NOT EXISTS (SELECT 1 FROM evaluations e WHERE e.answer_message_id = m.id)",
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
