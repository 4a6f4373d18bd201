using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Greenroom.Interviews.Turns;

namespace Greenroom.IntegrationTests.Interviews;

public abstract class StreamTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_streamed_turn_tells_everything_in_order_and_ends()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();

        var events = await AppendStreamAsync(room, Candidate.PartialAnswer);

        events.Select(e => e.Type).ShouldBe(["accepted", "state", "delta", "evaluation", "message", "state", "done"]);
        events.Select(e => e.Id).ShouldBe(Enumerable.Range(events[0].Id, events.Count));
        events[0].Data.GetProperty("message").GetProperty("content").GetString().ShouldBe(Candidate.PartialAnswer);
        events[1].Data.GetProperty("state").GetString().ShouldBe("grading");
        var reply = events[4].Data.GetProperty("message");
        reply.GetProperty("id").GetString().ShouldBe(events[2].Data.GetProperty("message_id").GetString());
        reply.GetProperty("content").GetString().ShouldBe(events[2].Data.GetProperty("text").GetString());
        events[5].Data.GetProperty("state").GetString().ShouldBe("awaiting_answer");
        events[5].Data.GetProperty("allowed_commands").EnumerateArray().Select(c => c.GetString()).ShouldContain("answer");
        events[6].Data.GetProperty("seq").GetInt32().ShouldBe(events[6].Id);
    }

    [Fact]
    public async Task A_repeated_streamed_send_gets_the_same_events_again()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        var first = await AppendStreamAsync(room, Candidate.PartialAnswer, "m-1");
        await room.AnswerAsync("And a lock per key.", "m-2");

        var again = await AppendStreamAsync(room, Candidate.PartialAnswer, "m-1");

        again.Select(e => (e.Id, e.Type, e.Data.GetRawText())).ShouldBe(first.Select(e => (e.Id, e.Type, e.Data.GetRawText())));
    }

    [Fact]
    public async Task Nobody_follows_more_streams_than_a_person_has_tabs_and_each_ends_by_itself()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < 8; i++)
        {
            open.Add(await OpenFollowAsync(room, lastEventId: 3));
        }

        var over = await room.Candidate.Http.GetAsync($"/api/conversations/{room.ConversationId}/events", HttpCompletionOption.ResponseHeadersRead, Ct);
        var ends = open.Select(stream => stream.Content.ReadAsStringAsync(Ct)).ToList();
        await Patience.UntilAsync(
            () =>
            {
                // Again and again: a stream may set its clock only after it has sent its first words.
                app.Clock.Advance(TimeSpan.FromSeconds(121));
                return ends.TrueForAll(end => end.IsCompleted);
            },
            "each stream ended",
            Ct);
        open.ForEach(stream => stream.Dispose());

        using var after = await OpenFollowAsync(room, lastEventId: 3);

        await over.ShouldBeProblemAsync(429, "rate.limited", Ct);
        after.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task Replay_goes_on_after_the_last_event_that_the_reader_has()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        var live = await AppendStreamAsync(room, Candidate.PartialAnswer);
        await room.FinishAsync();

        var replayed = await FollowAsync(room, lastEventId: live[2].Id);

        replayed[0].Id.ShouldBe(live[2].Id + 1);
        replayed.Select(e => e.Id).ShouldBe(Enumerable.Range(live[2].Id + 1, replayed.Count));
        replayed.ShouldContain(e => e.Type == "state" && e.Data.GetProperty("state").GetString() == "closed");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_second_tab_sees_the_turn_of_the_first_while_it_happens()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        var seen = (await room.SnapshotAsync()).Conversations[0].EventSeq;
        using var second = await OpenFollowAsync(room, seen);
        using var reader = new StreamReader(await second.Content.ReadAsStreamAsync(Ct));

        var turn = room.AnswerAsync(Candidate.PartialAnswer);
        var first = await ReadEventAsync(reader);
        var events = new List<ServerEvent> { first };
        while (events[^1].Type != "done")
        {
            events.Add(await ReadEventAsync(reader));
        }

        var answered = await turn;
        first.Type.ShouldBe("accepted");
        events.Single(e => e.Type == "message").Data.GetProperty("message").GetProperty("id").GetGuid().ShouldBe(answered.Reply!.Id);
    }

    [Fact]
    public async Task A_reader_that_is_too_far_behind_is_told_to_load_everything_again()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await room.FinishAsync();
        await room.Candidate.WaitAsync(TimeSpan.FromHours(25));
        await app.RunJobsAsync(Ct);

        var events = await FollowAsync(room, lastEventId: 2);

        events.ShouldHaveSingleItem().Type.ShouldBe("resync");
    }

    [Fact]
    public async Task A_refused_streamed_send_is_a_problem_document()
    {
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        await room.AskAsync("end");

        var refused = await SendAsync(room, "Late.", "m-1");

        await refused.ShouldBeProblemAsync(410, "conversation.closed", Ct);
    }

    private sealed record ServerEvent(int Id, string Type, JsonElement Data);

    private static Task<HttpResponseMessage> SendAsync(Room room, string message, string? clientMessageId)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/conversations/append")
        {
            Content = JsonContent.Create(new { conversation_id = room.ConversationId, message, client_message_id = clientMessageId }),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        return room.Candidate.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
    }

    private static async Task<List<ServerEvent>> AppendStreamAsync(Room room, string message, string? clientMessageId = null)
    {
        using var response = await SendAsync(room, message, clientMessageId);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return Parse(await response.Content.ReadAsStringAsync(Ct));
    }

    private static async Task<HttpResponseMessage> OpenFollowAsync(Room room, int lastEventId)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/conversations/{room.ConversationId}/events");
        request.Headers.Add("Last-Event-ID", lastEventId.ToString());
        return await room.Candidate.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
    }

    private static async Task<List<ServerEvent>> FollowAsync(Room room, int lastEventId)
    {
        using var response = await OpenFollowAsync(room, lastEventId);
        return Parse(await response.Content.ReadAsStringAsync(Ct));
    }

    private static List<ServerEvent> Parse(string stream) =>
        [.. stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(block => !block.StartsWith(':')).Select(ParseBlock)];

    private static ServerEvent ParseBlock(string block)
    {
        var fields = block.Split('\n').Select(line => line.Split(": ", 2)).ToDictionary(f => f[0], f => f[1]);
        return new ServerEvent(int.Parse(fields["id"]), fields["event"], JsonDocument.Parse(fields["data"]).RootElement);
    }

    private static async Task<ServerEvent> ReadEventAsync(StreamReader reader)
    {
        var block = new List<string>();
        while (await reader.ReadLineAsync(Ct) is { } line)
        {
            if (line.Length > 0)
            {
                block.Add(line);
            }
            else if (block.Count > 0 && !block[0].StartsWith(':'))
            {
                return ParseBlock(string.Join('\n', block));
            }
            else
            {
                block.Clear();
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }
}

public sealed class StreamsOnSqlite(SqliteApp app) : StreamTests(app), IClassFixture<SqliteApp>;

public sealed class StreamsOnPostgres(PostgresApp app) : StreamTests(app), IClassFixture<PostgresApp>;
