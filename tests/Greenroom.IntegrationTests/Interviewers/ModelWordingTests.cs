using System.Text.Json;
using static Greenroom.IntegrationTests.Harness.FakeModelReplies;

namespace Greenroom.IntegrationTests.Interviewers;

/// <summary>The model says what the bank wants said; what goes wrong on the way is replaced by the bank's own words.</summary>
public abstract class ModelWordingTests(ModelApp model)
{
    private const string WeakAnswer = "The cache is asked first, and on a miss the row is read from the database.";

    private static readonly Dictionary<string, FakeModelReply> Bad = new()
    {
        ["half a stream"] = HalfAStream("Let us ", "look at this. ", "How "),
        ["a stream that stalls"] = StalledStream("Let us ", "look at this. ", "How "),
        ["an error inside the stream"] = ErrorInTheStream("Let us look at this. ", "How "),
        ["an unknown finish reason"] = Stream(_ => ["Let us look at this. "], "eos"),
        ["cut short by the token limit"] = Stream(_ => ["Let us look at this. ", "How"], "length"),
        ["no words"] = Stream(_ => []),
        ["another question"] = Say(_ => "What is your favourite colour, and why?"),
        ["its own instructions"] = Say(call => call.System),
        ["an image from elsewhere"] = Say(call => Wanted(call) + " ![x](https://evil.example/p.png)"),
        ["far too many words"] = Say(call => string.Concat(Enumerable.Repeat(Wanted(call) + " ", 5)), piece: 100),
        ["a judgement inside the question"] = Say(call => "As you got the whole thing completely and exactly right with that answer, " + Wanted(call)),
        ["HTML with 200"] = Html,
        ["429"] = TooManyRequests("1"),
        ["a megabyte"] = Say(_ => new string('x', 1024 * 1024), piece: 50_000),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("half a stream")]
    [InlineData("a stream that stalls")]
    [InlineData("an error inside the stream")]
    [InlineData("an unknown finish reason")]
    [InlineData("cut short by the token limit")]
    [InlineData("no words")]
    [InlineData("another question")]
    [InlineData("its own instructions")]
    [InlineData("an image from elsewhere")]
    [InlineData("far too many words")]
    [InlineData("a judgement inside the question")]
    [InlineData("HTML with 200")]
    [InlineData("429")]
    [InlineData("a megabyte")]
    public async Task A_bad_wording_is_replaced_by_the_words_of_the_bank(string trouble)
    {
        var room = await Room.EnterAsync(model.App, model.Fake);
        var started = model.App.Clock.UtcNow;
        model.Fake.OnWording(Bad[trouble]);

        var body = await room.AnswerAsync(WeakAnswer);

        (model.App.Clock.UtcNow - started).ShouldBeLessThan(TimeSpan.FromSeconds(60));
        body.GetProperty("state").GetString().ShouldBe("awaiting_answer");
        body.GetProperty("reply").GetProperty("content").GetString().ShouldBe(body.GetProperty("next_question").GetProperty("prompt").GetString());
        body.GetProperty("evaluation").GetProperty("engine").GetString().ShouldBe("openai", "the mark has nothing to do with the wording");
    }

    [Fact]
    public async Task A_good_wording_is_streamed_piece_by_piece()
    {
        var room = await Room.EnterAsync(model.App, model.Fake);
        string[] said = [];
        model.Fake.OnWording(GuidedStream(number => SeenAsync(room, number), call => said = ["Let us stay here. ", Wanted(call).Trim() + " ", "Take your time. ", "I am listening."]));

        var events = await room.StreamAnswerAsync(WeakAnswer);

        var deltas = events.Where(e => e.Type == "delta").Select(e => e.Data.GetProperty("text").GetString()!).ToList();
        deltas.ShouldBe(said);
        events.Single(e => e.Type == "message").Data.GetProperty("message").GetProperty("content").GetString().ShouldBe(string.Concat(said));
        events[^1].Type.ShouldBe("done");
        events.Select(e => e.Type).Where(t => t != "delta").ShouldBe(["accepted", "state", "evaluation", "message", "state", "done"]);
    }

    [Fact]
    public async Task Half_a_stream_that_was_seen_is_replaced_by_the_final_message()
    {
        var room = await Room.EnterAsync(model.App, model.Fake);
        model.Fake.OnWording(GuidedStream(
            async number =>
            {
                await SeenAsync(room, number);
                if (number == 3)
                {
                    throw new InvalidOperationException("The cable is out.");
                }
            },
            _ => ["Let us stay here. ", "It is worth it. ", "So, once more. ", "How would you"]));

        var events = await room.StreamAnswerAsync(WeakAnswer);

        var message = events.Single(e => e.Type == "message").Data.GetProperty("message");
        events.Where(e => e.Type == "delta").Select(e => e.Data.GetProperty("text").GetString()).ShouldBe(["Let us stay here. ", "It is worth it. ", "So, once more. "]);
        events.ShouldAllBe(e => e.Type != "delta" || e.Data.GetProperty("message_id").GetGuid() == message.GetProperty("id").GetGuid());
        var snapshot = await room.SnapshotAsync();
        var open = snapshot.GetProperty("questions").EnumerateArray().Single(q => q.GetProperty("status").GetString() == "asked");
        message.GetProperty("content").GetString().ShouldBe(open.GetProperty("prompt").GetString());
        snapshot.GetProperty("messages").EnumerateArray().ShouldAllBe(m => !m.GetProperty("content").GetString()!.Contains("once more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_simulation_says_nothing_about_the_answer()
    {
        var room = await Room.EnterAsync(model.App, model.Fake, new RoomSetup(Mode: "simulation"));
        var before = model.Fake.WordingCalls.Count();
        model.Fake.OnWording(Say(call => "Great answer! " + Wanted(call).Trim() + " Well done.", piece: 3));

        var events = await room.StreamAnswerAsync("Tangerine walruses ask the cache first and then read the row.");

        var call = model.Fake.WordingCalls.Skip(before).ShouldHaveSingleItem();
        call.Body.ShouldNotContain("walruses");
        call.Body.ShouldNotContain("verdict");
        call.Task.EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe("turn");
        var all = string.Concat(events.Select(e => e.Data.GetRawText()));
        all.ShouldNotContain("Great");
        all.ShouldNotContain("Well done");
        events.ShouldAllBe(e => e.Type != "evaluation");
        events.Single(e => e.Type == "message").Data.GetProperty("message").GetProperty("content").GetString().ShouldBe(Wanted(call).Trim());
    }

    [Fact]
    public async Task In_practice_the_last_answer_goes_along_as_untrusted_json()
    {
        var room = await Room.EnterAsync(model.App, model.Fake, new RoomSetup(Persona: "friendly"));
        var before = model.Fake.WordingCalls.Count();

        await room.AnswerAsync(WeakAnswer);

        var call = model.Fake.WordingCalls.Skip(before).ShouldHaveSingleItem();
        call.IsStreamed.ShouldBeTrue();
        call.Task.GetProperty("untrusted").GetProperty("last_answer").GetString().ShouldBe(WeakAnswer);
        call.Task.GetProperty("turn").GetProperty("manner").GetString().ShouldBe("friendly");
        call.Users[0].ShouldNotContain("score");
    }

    /// <summary>Waits until everybody can see the earlier pieces, and lets enough time pass for the next one to be written at once.</summary>
    private async Task SeenAsync(Room room, int pieces)
    {
        await Patience.UntilAsync(
            async () => await model.App.ScalarAsync<int>("SELECT COUNT(*) FROM turn_events WHERE type = 'delta' AND conversation_id = @p0", Ct, room.ConversationId) >= pieces,
            $"piece {pieces} was written",
            Ct);

        model.App.Clock.Advance(TimeSpan.FromMilliseconds(200));
    }

    private static string Wanted(FakeModelCall call) => call.Task.GetProperty("turn").GetProperty("text").GetString()!;
}

public sealed class ModelWordingOnSqlite(ModelOnSqliteApp model) : ModelWordingTests(model), IClassFixture<ModelOnSqliteApp>;
public sealed class ModelWordingOnPostgres(ModelOnPostgresApp model) : ModelWordingTests(model), IClassFixture<ModelOnPostgresApp>;
