using System.Text.Json;
using static Greenroom.IntegrationTests.Harness.FakeModelReplies;

namespace Greenroom.IntegrationTests.Interviewers;

/// <summary>Whatever the endpoint does, the answer is saved, the turn ends within its minute, and the mark says who made it.</summary>
public abstract class ModelFailureTests(ModelApp model)
{
    private static readonly FakeModelReply Prose = Text(_ => "I would say that this is a fine answer: 4 out of 5.");
    private static readonly FakeModelReply Nine = Grade(call => FakeMarks.For(call).EveryDimension(9, "x", ""));
    private static readonly FakeModelReply FourAsText = Grade(call => FakeMarks.For(call).EveryDimension("4", "x", ""));
    private static readonly FakeModelReply InventedQuotes = Grade(call =>
    {
        var marks = FakeMarks.For(call);
        marks.Points.ForEach(p => (p["verdict"], p["quote"]) = ("hit", "words that nobody has ever said here"));
        return marks;
    });

    private static readonly Dictionary<string, FakeModelReply[]> Scripts = new()
    {
        ["key refused"] = [Unauthorized],
        ["too many requests, for good"] = [TooManyRequests("2"), TooManyRequests("2"), TooManyRequests("2")],
        ["too many requests, come back in two minutes"] = [TooManyRequests("120")],
        ["empty account"] = [OutOfQuota],
        ["always 500"] = [ServerError, ServerError, ServerError],
        ["silence"] = [Stall, Stall],
        ["connection cut"] = [CutConnection, CutConnection, CutConnection],
        ["HTML with 200"] = [Html, Html, Html],
        ["half a JSON"] = [BrokenJson, BrokenJson, BrokenJson],
        ["empty content"] = [Empty],
        ["score off the scale"] = [Nine, Nine],
        ["score as text"] = [FourAsText, FourAsText],
        ["prose instead of JSON"] = [Prose, Prose],
        ["invented quotes"] = [InventedQuotes, InventedQuotes],
        ["unknown finish reason"] = [UnknownFinish],
        ["cut short by the token limit"] = [CutShort],
        ["a megabyte"] = [Megabyte],
        ["redirect"] = [Redirect],
    };

    private static readonly Dictionary<string, FakeModelReply[]> Troubles = new()
    {
        ["500 then 200"] = [ServerError],
        ["429 then 200"] = [TooManyRequests("3")],
        ["connection cut then 200"] = [CutConnection],
        ["silence then 200"] = [Stall],
        ["score off the scale, then repaired"] = [Nine],
        ["invented quotes, then repaired"] = [InventedQuotes],
        ["prose, then repaired"] = [Prose],
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("key refused", "model.unauthorized", 1)]
    [InlineData("too many requests, for good", "model.rate_limited", 3)]
    [InlineData("too many requests, come back in two minutes", "model.rate_limited", 1)]
    [InlineData("empty account", "model.rate_limited", 1)]
    [InlineData("always 500", "model.error", 3)]
    [InlineData("silence", "model.timeout", 2)]
    [InlineData("connection cut", "model.unreachable", 3)]
    [InlineData("HTML with 200", "model.bad_response", 3)]
    [InlineData("half a JSON", "model.bad_response", 3)]
    [InlineData("empty content", "model.bad_response", 1)]
    [InlineData("score off the scale", "model.bad_response", 2)]
    [InlineData("score as text", "model.bad_response", 2)]
    [InlineData("prose instead of JSON", "model.bad_response", 2)]
    [InlineData("invented quotes", "model.bad_response", 2)]
    [InlineData("unknown finish reason", "model.bad_response", 1)]
    [InlineData("cut short by the token limit", "model.bad_response", 1)]
    [InlineData("a megabyte", "model.bad_response", 1)]
    [InlineData("redirect", "model.bad_response", 1)]
    public async Task The_built_in_grader_marks_and_says_why(string script, string code, int requests)
    {
        var room = await Room.EnterAsync(model.App, model.Fake);
        var entry = room.OpenEntry;
        var before = model.Fake.GradingCalls.Count();
        var started = model.App.Clock.UtcNow;
        model.Fake.OnGrading(Scripts[script]);

        var body = await room.AnswerAsync(entry.ModelAnswer.Trim());

        (model.App.Clock.UtcNow - started).ShouldBeLessThan(TimeSpan.FromSeconds(60));
        model.Fake.GradingCalls.Skip(before).Count().ShouldBe(requests);
        body.GetProperty("message").GetProperty("status").GetString().ShouldBe("complete");
        body.GetProperty("state").GetString().ShouldBe("awaiting_answer");
        var evaluation = body.GetProperty("evaluation");
        evaluation.GetProperty("engine").GetString().ShouldBe("offline");
        evaluation.GetProperty("model").ValueKind.ShouldBe(JsonValueKind.Null);
        evaluation.GetProperty("status").GetString().ShouldBe("graded");
        evaluation.GetProperty("score").GetInt32().ShouldBe(model.BuiltIn.Grade(entry, entry.ModelAnswer.Trim()).Score!.Value);
        evaluation.GetProperty("fallback").GetProperty("code").GetString().ShouldBe(code);
        evaluation.GetProperty("fallback").GetProperty("detail").GetString()!.ShouldEndWith("so the built-in grader marked this answer.");
        (await model.App.ScalarAsync<string>("SELECT content FROM messages WHERE id = @p0", Ct, body.GetProperty("message").GetProperty("id").GetGuid())).ShouldBe(entry.ModelAnswer.Trim());
    }

    [Theory]
    [InlineData("500 then 200")]
    [InlineData("429 then 200")]
    [InlineData("connection cut then 200")]
    [InlineData("silence then 200")]
    [InlineData("score off the scale, then repaired")]
    [InlineData("invented quotes, then repaired")]
    [InlineData("prose, then repaired")]
    public async Task What_passes_is_tried_again(string trouble)
    {
        var room = await Room.EnterAsync(model.App, model.Fake);
        var entry = room.OpenEntry;
        var before = model.Fake.GradingCalls.Count();
        var started = model.App.Clock.UtcNow;
        model.Fake.OnGrading([.. Troubles[trouble], Graders.Honest(model, entry)]);

        var body = await room.AnswerAsync(entry.ModelAnswer.Trim());

        (model.App.Clock.UtcNow - started).ShouldBeLessThan(TimeSpan.FromSeconds(60));
        body.GetProperty("message").GetProperty("status").GetString().ShouldBe("complete");
        (await model.App.ScalarAsync<string>("SELECT content FROM messages WHERE id = @p0", Ct, body.GetProperty("message").GetProperty("id").GetGuid())).ShouldBe(entry.ModelAnswer.Trim());
        body.GetProperty("evaluation").GetProperty("engine").GetString().ShouldBe("openai");
        body.GetProperty("evaluation").GetProperty("fallback").ValueKind.ShouldBe(JsonValueKind.Null);
        var calls = model.Fake.GradingCalls.Skip(before).ToList();
        calls.Count.ShouldBe(2);
        if (trouble.EndsWith("repaired", StringComparison.Ordinal))
        {
            calls[1].Users.Count.ShouldBe(2);
            calls[1].Users[1].ShouldNotContain("nobody has ever said");
        }

        if (trouble.StartsWith("429", StringComparison.Ordinal))
        {
            (model.App.Clock.UtcNow - started).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(3), "Retry-After was 3");
        }
    }

    [Fact]
    public async Task Prose_around_the_json_and_a_missing_usage_are_no_failure()
    {
        var room = await Room.EnterAsync(model.App, model.Fake);
        model.Fake.OnGrading(Text(call => "Sure! {Here} it is:\n```json\n" + FakeMarks.For(call).ToJson() + "\n```\nAnything else?", withUsage: false));

        (await room.AnswerAsync(room.OpenEntry.ModelAnswer)).GetProperty("evaluation").GetProperty("engine").GetString().ShouldBe("openai");
    }

    [Fact]
    public async Task What_the_endpoint_refuses_is_left_out_and_remembered()
    {
        await using var app = await model.StartAnotherAsync(model.Fake.Url);
        var room = await Room.EnterAsync(app, model.Fake);
        var before = model.Fake.GradingCalls.Count();
        model.Fake.OnGrading(ResponseFormatRejected, TemperatureRejected);

        var first = await room.AnswerAsync(room.OpenEntry.ModelAnswer);
        var second = await room.AnswerAsync("The cache is asked first, and on a miss the row is read from the database.");

        first.GetProperty("evaluation").GetProperty("engine").GetString().ShouldBe("openai");
        second.GetProperty("evaluation").GetProperty("engine").GetString().ShouldBe("openai");
        var calls = model.Fake.GradingCalls.Skip(before).ToList();
        calls.Select(c => c.HasResponseFormat).ShouldBe([true, false, false, false]);
        calls.Select(c => c.Json.TryGetProperty("temperature", out _)).ShouldBe([true, true, false, false]);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_does_not_stop_an_interview()
    {
        await using var app = await model.StartAnotherAsync("http://127.0.0.1:9/v1");
        var room = await Room.EnterAsync(app, model.Fake);
        var entry = room.OpenEntry;

        var body = await room.AnswerAsync(entry.ModelAnswer);

        room.FirstMessage.GetProperty("content").GetString().ShouldBe(entry.Prompt.Trim());
        body.GetProperty("evaluation").GetProperty("fallback").GetProperty("code").GetString().ShouldBe("model.unreachable");
    }

    [Fact]
    public async Task Five_failures_in_a_row_open_the_circuit_and_one_good_call_closes_it()
    {
        await using var app = await model.StartAnotherAsync(model.Fake.Url);
        var room = await Room.EnterAsync(app, model.Fake, new RoomSetup(Questions: 8));
        model.Fake.OnGrading([.. Enumerable.Repeat(ServerError, 5)]);
        var before = model.Fake.Journal.Count;
        const string Answer = "The cache is asked first, and on a miss the row is read from the database.";
        string? Engine(JsonElement body) => body.GetProperty("evaluation").GetProperty("engine").GetString();

        var first = await room.AnswerAsync(Answer);
        var second = await room.AnswerAsync(Answer);
        var open = await room.AnswerAsync(Answer);
        var whileOpen = model.Fake.Journal.Count - before;
        app.Clock.Advance(TimeSpan.FromSeconds(31));
        var probed = await room.AnswerAsync(Answer);
        var closed = await room.AnswerAsync(Answer);

        new[] { first, second, open, probed, closed }.Select(Engine).ShouldBe(["offline", "offline", "offline", "openai", "openai"]);
        open.GetProperty("evaluation").GetProperty("fallback").GetProperty("code").GetString().ShouldBe("model.error");
        whileOpen.ShouldBe(5, "two answers failed five requests, the third asked for none");
    }

    [Fact]
    public async Task A_failed_probe_leaves_the_circuit_open()
    {
        await using var app = await model.StartAnotherAsync(model.Fake.Url);
        var room = await Room.EnterAsync(app, model.Fake, new RoomSetup(Questions: 8));
        model.Fake.OnGrading([.. Enumerable.Repeat(ServerError, 6)]);
        var before = model.Fake.Journal.Count;
        const string Answer = "The cache is asked first, and on a miss the row is read from the database.";

        await room.AnswerAsync(Answer);
        await room.AnswerAsync(Answer);
        app.Clock.Advance(TimeSpan.FromSeconds(31));
        await room.AnswerAsync(Answer);
        await room.AnswerAsync(Answer);

        (model.Fake.Journal.Count - before).ShouldBe(6);
    }

    [Fact]
    public async Task The_log_holds_no_key_and_no_answer()
    {
        var room = await Room.EnterAsync(model.App, model.Fake);
        model.Fake.OnGrading(Unauthorized);

        await room.AnswerAsync("Tangerine walruses ask the cache first and then read the row from the database.");

        var lines = model.App.Logs.Lines.Select(line => line.Message + line.Exception).ToList();
        lines.ShouldContain(line => line.Contains("model.unauthorized", StringComparison.Ordinal));
        lines.ShouldAllBe(line => !line.Contains("sk-", StringComparison.Ordinal) && !line.Contains("walruses", StringComparison.Ordinal));
    }
}

public sealed class ModelFailureOnSqlite(ModelOnSqliteApp model) : ModelFailureTests(model), IClassFixture<ModelOnSqliteApp>;
public sealed class ModelFailureOnPostgres(ModelOnPostgresApp model) : ModelFailureTests(model), IClassFixture<ModelOnPostgresApp>;
