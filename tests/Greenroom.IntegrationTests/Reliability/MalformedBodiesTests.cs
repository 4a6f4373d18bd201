using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Greenroom.IntegrationTests.Interviews;
using Microsoft.Extensions.Logging;

namespace Greenroom.IntegrationTests.Reliability;

/// <summary>
/// 10,000 bodies that no honest client sends, to every writing route of the API document. The server may refuse or take them; it may not break. Half of
/// the objects have one fault at most and real ids, so that they get as far as the logic.
/// </summary>
[Trait("Category", "Reliability")]
public abstract class MalformedBodiesTests(GreenroomApp app)
{
    private const int Bodies = 10_000;
    private const int BodiesPerRoom = 500;

    // Every fifth body is an answer, however many other routes there are: that one has the most to break.
    private const int AnAnswerEach = 5;
    private const string Append = "/api/conversations/append";

    private static readonly string[] Nasty =
    [
        "", " ", "null", "true", "0", "[]", "{}", "\"text\"", "{", "[[[[", "{\"a\":}", "{\"a\":1,}", "NaN", "1e400", "-", "\"\\u0000\"", "\"\\ud800\"", "{\"email\":\"a\",\"email\":\"b\"}",
        new string('[', 5000), "{\"a\":" + new string('[', 100) + new string(']', 100) + "}", "\uFEFF{}", "<xml/>", "email=a&password=b", "\u0000", "{\"message\":\"" + new string('x', 100_000) + "\"}",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "-1", "0", "1e400", "99999999999999999999", "3.7", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\"", "\"👩‍👩‍👧\"", "[]", "[null]", "{}", "{\"a\":1}",
        "\"'; DROP TABLE users; --\"", "\"00000000-0000-0000-0000-000000000000\"", "\"not-a-guid\"", "\"2026-13-45\"", "\"" + new string('A', 30_000) + "\"", "[[[[[[]]]]]]", "\"<script>\"",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_malformed_bodies_break_nothing()
    {
#pragma warning disable RS0030 // A fixed seed: the same bodies every time.
        var random = new Random(20261122);
#pragma warning restore RS0030
        var routes = await WritingRoutesAsync();
        routes.Count.ShouldBeGreaterThan(10);
        var append = routes.Single(r => r.Path == Append);
        var anonymous = app.NewClient();

        // Logging out works, so whoever tries it with a broken body needs a session that nobody else needs.
        var leaving = (await Candidate.SignUpAsync(app)).Http;

        var scene = await Scene.SetAsync(app);
        var statuses = new Dictionary<int, int>();
        var ofAppend = new Dictionary<int, int>();
        for (var i = 0; i < Bodies; i++)
        {
            // A room ends sooner or later, and what is sent to it then is refused at the door.
            scene = i % BodiesPerRoom == 0 ? await Scene.SetAsync(app) : scene;
            var route = i % AnAnswerEach == 0 ? append : routes[random.Next(routes.Count)];
            var client = random.Next(4) == 0 ? anonymous : route.Path.EndsWith("/logout", StringComparison.Ordinal) ? leaving : scene.Room.Candidate.Http;
            using var request = new HttpRequestMessage(new HttpMethod(route.Method), scene.PathOf(route, random)) { Content = Body(random, route, scene) };
            using var response = await client.SendAsync(request, Ct);
            var status = (int)response.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            if (route.Path == Append)
            {
                ofAppend[status] = ofAppend.GetValueOrDefault(status) + 1;
            }

            if (status >= 500)
            {
                throw new InvalidOperationException($"{status} from {route.Method} {request.RequestUri}: {await request.Content!.ReadAsStringAsync(Ct)}");
            }

            if (status >= 400)
            {
                (await response.ReadProblemAsync(Ct)).Code.ShouldNotBeNullOrEmpty();
            }
        }

        var sum = $"All: {Sum(statuses)}. {Append}: {Sum(ofAppend)}.";
        TestContext.Current.TestOutputHelper!.WriteLine(sum);
        statuses.GetValueOrDefault(401).ShouldBeLessThan(Bodies / 2, "most bodies should get past the log-in");
        statuses.Where(s => s.Key < 300).Sum(s => s.Value).ShouldBeGreaterThan(Bodies / 20, sum);
        ofAppend.GetValueOrDefault(200).ShouldBeGreaterThan(10, sum);
        (ofAppend.GetValueOrDefault(409) + ofAppend.GetValueOrDefault(410)).ShouldBeGreaterThan(5, sum);
        (await app.NewClient().GetAsync("/health", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        app.Logs.Lines.ShouldNotContain(l => l.Level >= LogLevel.Error);
    }

    private static string Sum(Dictionary<int, int> statuses) => string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Key}: {s.Value}"));

    private sealed record Route(string Method, string Path, IReadOnlyList<Field> Fields);

    /// <param name="Words">The words of an enumeration; empty for anything else.</param>
    private sealed record Field(string Name, IReadOnlyList<string> Words, string[] Types);

    /// <summary>Real things to write about: an interview in progress, and one that commands may end without ending the conversation.</summary>
    private sealed record Scene(Room Room, Guid QuestionId, Guid Spare)
    {
        public static async Task<Scene> SetAsync(GreenroomApp app)
        {
            var candidate = await Candidate.SignUpAsync(app);
            var spare = await candidate.CreateAsync();
            var room = await candidate.StartAsync(Candidate.Preferences(questions: 20, topic: null, length: 120));
            return new Scene(room, (await room.SnapshotAsync()).Questions[0].Id, spare.Id);
        }

        public string PathOf(Route route, Random random)
        {
            var id = route.Path.Contains("questions", StringComparison.Ordinal) ? QuestionId : random.Next(30) == 0 ? Room.InterviewId : Spare;
            return route.Path.Replace("{id}", id.ToString(), StringComparison.Ordinal);
        }

        /// <summary>What an honest client would write.</summary>
        public string Fitting(Field field, Random random) => field.Name switch
        {
            "conversation_id" => $"\"{Room.ConversationId}\"",
            "interview_id" => $"\"{Room.InterviewId}\"",
            "question_id" => $"\"{QuestionId}\"",
            "email" => $"\"somebody.{random.Next()}@example.org\"",
            "password" => $"\"{Api.Password}\"",
            "language" => "\"en\"",
            _ when field.Words.Count > 0 => $"\"{field.Words[random.Next(field.Words.Count)]}\"",
            _ when field.Types.Contains("integer") => random.Next(5, 20).ToString(CultureInfo.InvariantCulture),
            _ when field.Types.Contains("array") => "[]",
            _ => $"\"word-{random.Next(1000)}\"",
        };
    }

    /// <summary>Every route with a method that writes.</summary>
    private async Task<List<Route>> WritingRoutesAsync()
    {
        var document = JsonNode.Parse(await app.NewClient().GetStringAsync("/openapi/v1.json", Ct))!;
        var routes = new List<Route>();
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject().Where(o => o.Key is "post" or "put" or "patch" or "delete"))
            {
                var body = operation!["requestBody"]?["content"]?["application/json"]?["schema"] as JsonObject;
                var properties = body is null ? null : Resolve(document, body)["properties"]!.AsObject();
                routes.Add(new Route(method.ToUpperInvariant(), path, [.. properties?.Select(p => FieldOf(p.Key, Resolve(document, p.Value!.AsObject()))) ?? []]));
            }
        }

        routes.Single(r => r.Path.EndsWith("/auth/token", StringComparison.Ordinal)).Fields.ShouldHaveSingleItem("a body that may be absent has fields too");
        return routes;
    }

    private static Field FieldOf(string name, JsonObject schema)
    {
        string[] types = schema["type"] is JsonArray several ? [.. several.Select(t => t!.GetValue<string>())] : [schema["type"]?.GetValue<string>() ?? ""];
        return new Field(name, [.. (schema["enum"] as JsonArray)?.Select(w => w?.ToString()).OfType<string>() ?? []], types);
    }

    // A body that may be absent is written as oneOf null and the reference.
    private static JsonObject Resolve(JsonNode document, JsonObject schema)
    {
        if (schema["oneOf"] is JsonArray choices)
        {
            return Resolve(document, choices.OfType<JsonObject>().Last(c => c["type"]?.ToString() != "null"));
        }

        return schema["$ref"] is { } reference ? Resolve(document, document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!.AsObject()) : schema;
    }

    private static ByteArrayContent Body(Random random, Route route, Scene scene)
    {
        var bytes = random.Next(10) switch
        {
            < 2 => Encoding.UTF8.GetBytes(Nasty[random.Next(Nasty.Length)]),
            2 => Truncated(random, Object(random, route, scene)),
            3 => Flipped(random, Object(random, route, scene)),
            4 => RandomBytes(random),
            5 => Encoding.Unicode.GetBytes(Object(random, route, scene)),
            _ => Encoding.UTF8.GetBytes(Object(random, route, scene)),
        };
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = random.Next(12) switch
        {
            0 => null,
            1 => new MediaTypeHeaderValue("text/plain"),
            2 => new MediaTypeHeaderValue("application/json") { CharSet = "utf-16" },
            _ => new MediaTypeHeaderValue("application/json"),
        };
        return content;
    }

    private static string Object(Random random, Route route, Scene scene)
    {
        var isNearlyRight = random.Next(2) == 0;
        var fault = random.Next(2 * Math.Max(1, route.Fields.Count));
        var parts = route.Fields
            .Where((_, index) => isNearlyRight ? index == fault || random.Next(8) > 0 : random.Next(4) > 0)
            .Select(field => (field, isWrong: isNearlyRight ? field == route.Fields.ElementAtOrDefault(fault) : !field.Name.EndsWith("_id", StringComparison.Ordinal) || random.Next(2) == 0))
            .Select(part => $"\"{part.field.Name}\":{(part.isWrong ? Values[random.Next(Values.Length)] : scene.Fitting(part.field, random))}")
            .ToList();
        if (random.Next(isNearlyRight ? 10 : 3) == 0)
        {
            parts.Add($"\"unknown_{random.Next(5)}\":{Values[random.Next(Values.Length)]}");
        }

        return "{" + string.Join(',', parts) + "}";
    }

    private static byte[] Truncated(Random random, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes[..random.Next(bytes.Length)];
    }

    private static byte[] Flipped(Random random, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < 3; i++)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }
}

public sealed class MalformedBodiesOnSqlite(SqliteApp app) : MalformedBodiesTests(app), IClassFixture<SqliteApp>;

public sealed class MalformedBodiesOnPostgres(PostgresApp app) : MalformedBodiesTests(app), IClassFixture<PostgresApp>;
