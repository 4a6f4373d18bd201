using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using static Greenroom.IntegrationTests.Harness.FakeModelReplies;

namespace Greenroom.IntegrationTests.Interviewers;

/// <summary>An interview in another language is in that language to its last word; what the model cannot say is said in the bank's words.</summary>
public abstract class ModelLanguageTests(ModelApp model)
{
    private const string Led = "Auf Deutsch heißt das: ";
    private const string ReportIsReady = "Your report is ready.";

    private static readonly FakeModelReply German = Say(call => Led + TextOf(call));

    private static readonly Dictionary<string, FakeModelReply> Troubles = new()
    {
        ["500"] = ServerError,
        ["half a stream"] = HalfAStream("Das ist ", "so. ", "Und "),
        ["its own instructions"] = Say(call => call.System),
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("hint", "", "hint", "hint")]
    [InlineData("clarify", "", "clarification", "clarification")]
    [InlineData("skip", "", "closing", "notice")]
    [InlineData("end", "", "closing", "notice")]
    [InlineData("answer", "Keine Ahnung.", "closing", "notice")]
    public async Task Hints_clarifications_and_the_last_words_are_said_in_the_language_of_the_interview(string intent, string message, string kind, string messageKind)
    {
        var room = await Room.EnterAsync(model.App, model.Fake, new RoomSetup(Language: "de", Questions: 1));
        var entry = room.OpenEntry;
        var before = model.Fake.WordingCalls.Count();
        model.Fake.OnWording(German);

        var events = await room.StreamAnswerAsync(message, intent);

        var call = model.Fake.WordingCalls.Skip(before).ShouldHaveSingleItem();
        call.Task.EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe("turn", "there is nothing to connect to");
        call.Task.GetProperty("turn").GetProperty("kind").GetString().ShouldBe(kind);
        call.Task.GetProperty("turn").GetProperty("language").GetString().ShouldBe("de");
        TextOf(call).ShouldContain(intent switch { "hint" => entry.Hints[0].Text.Trim(), "clarify" => entry.Clarification.Trim(), "end" => "your report is ready.", _ => ReportIsReady });
        var said = events.Single(e => e.Type == "message").Data.GetProperty("message");
        said.GetProperty("content").GetString().ShouldBe(Led + TextOf(call));
        said.GetProperty("kind").GetString().ShouldBe(messageKind);
        var deltas = events.Where(e => e.Type == "delta").Select(e => e.Data).ToList();
        string.Concat(deltas.Select(d => d.GetProperty("text").GetString())).ShouldBe(Led + TextOf(call));
        deltas.ShouldAllBe(d => d.GetProperty("kind").GetString() == messageKind && d.GetProperty("message_id").GetGuid() == said.GetProperty("id").GetGuid());
        events[^1].Type.ShouldBe("done");
        if (kind == "closing")
        {
            await IsCompletedAsync(room, Led + TextOf(call));
        }
    }

    [Theory]
    [InlineData("hint", "500")]
    [InlineData("hint", "half a stream")]
    [InlineData("hint", "its own instructions")]
    [InlineData("clarify", "500")]
    [InlineData("clarify", "half a stream")]
    [InlineData("clarify", "its own instructions")]
    [InlineData("skip", "500")]
    [InlineData("skip", "half a stream")]
    [InlineData("skip", "its own instructions")]
    [InlineData("end", "500")]
    [InlineData("end", "half a stream")]
    [InlineData("end", "its own instructions")]
    public async Task When_the_model_fails_the_words_of_the_bank_are_said_and_nothing_is_lost(string intent, string trouble)
    {
        var room = await Room.EnterAsync(model.App, model.Fake, new RoomSetup(Language: "de", Questions: 1));
        var entry = room.OpenEntry;
        var question = room.Open!.Value;
        var before = model.Fake.WordingCalls.Count();
        model.Fake.OnWording(Troubles[trouble]);

        var body = await room.AnswerAsync("", intent);

        model.Fake.WordingCalls.Skip(before).Count().ShouldBe(1);
        var reply = body.GetProperty("reply").GetProperty("content").GetString()!;
        if (intent is "skip" or "end")
        {
            reply.ShouldContain(intent == "skip" ? ReportIsReady : "your report is ready.");
            body.GetProperty("state").GetString().ShouldBe("closed");
            await IsCompletedAsync(room, reply);
            return;
        }

        reply.ShouldBe(intent == "hint" ? entry.Hints[0].Text.Trim() : entry.Clarification.Trim());
        body.GetProperty("state").GetString().ShouldBe("awaiting_answer");
        var snapshot = await room.SnapshotAsync();
        var open = snapshot.GetProperty("questions").EnumerateArray().Single(q => q.GetProperty("status").GetString() == "asked");
        open.GetProperty("id").GetGuid().ShouldBe(question.GetProperty("id").GetGuid());
        open.GetProperty("hint_level").GetInt32().ShouldBe(intent == "hint" ? 1 : 0);
        snapshot.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString().ShouldBe(reply);
    }

    [Fact]
    public async Task In_english_a_hint_another_wording_and_the_last_words_are_those_of_the_bank_and_cost_no_call()
    {
        var room = await Room.EnterAsync(model.App, model.Fake, new RoomSetup(Questions: 1, Persona: "friendly"));
        var entry = room.OpenEntry;
        var before = model.Fake.WordingCalls.Count();

        var hint = await room.AnswerAsync("", "hint");
        var clarification = await room.AnswerAsync("", "clarify");
        var closing = await room.AnswerAsync("", "skip");

        hint.GetProperty("reply").GetProperty("content").GetString().ShouldBe(entry.Hints[0].Text.Trim());
        clarification.GetProperty("reply").GetProperty("content").GetString().ShouldBe(entry.Clarification.Trim());
        closing.GetProperty("reply").GetProperty("content").GetString().ShouldBe("That was the last question. " + ReportIsReady);
        model.Fake.WordingCalls.Skip(before).ShouldBeEmpty();
    }

    private static async Task IsCompletedAsync(Room room, string lastWords)
    {
        // The report is written after the last event.
        await Patience.UntilAsync(async () => (await room.SnapshotAsync()).GetProperty("status").GetString() == "completed", "the interview is completed", Ct);
        (await room.SnapshotAsync()).GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString().ShouldBe(lastWords);
        var report = await room.Client.GetAsync($"/api/interviews/{room.Interview.GetProperty("id").GetGuid()}/report", Ct);
        report.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await report.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("status").GetString().ShouldNotBe("pending");
    }

    private static string TextOf(FakeModelCall call) => call.Task.GetProperty("turn").GetProperty("text").GetString()!;
}

public sealed class ModelLanguageOnSqlite(ModelOnSqliteApp model) : ModelLanguageTests(model), IClassFixture<ModelOnSqliteApp>;
public sealed class ModelLanguageOnPostgres(ModelOnPostgresApp model) : ModelLanguageTests(model), IClassFixture<ModelOnPostgresApp>;
