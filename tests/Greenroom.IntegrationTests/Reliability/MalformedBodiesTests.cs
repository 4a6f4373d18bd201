using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Greenroom.IntegrationTests.Interviews;
using Microsoft.Extensions.Logging;

namespace Greenroom.IntegrationTests.Reliability;

/// <summary>10,000 bodies that no honest client sends, to every writing route of the API document. The server may refuse or take them; it may not break.</summary>
[Trait("Category", "Reliability")]
public abstract class MalformedBodiesTests(GreenroomApp app)
{
    private const int Bodies = 10_000;

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
        var room = await (await Candidate.SignUpAsync(app)).StartAsync();
        var routes = await WritingRoutesAsync(room);
        routes.Count.ShouldBeGreaterThan(10);
        var anonymous = app.NewClient();

        // Logging out works, so whoever tries it with a broken body needs a session that nobody else needs.
        var leaving = (await Candidate.SignUpAsync(app)).Http;

        var statuses = new Dictionary<int, int>();
        for (var i = 0; i < Bodies; i++)
        {
            var route = routes[i % routes.Count];
            var client = random.Next(4) == 0 ? anonymous : route.Path.EndsWith("/logout", StringComparison.Ordinal) ? leaving : room.Candidate.Http;
            using var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Path) { Content = Body(random, route.Fields) };
            using var response = await client.SendAsync(request, Ct);
            var status = (int)response.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            if (status >= 500)
            {
                throw new InvalidOperationException($"{status} from {route.Method} {route.Path}: {await request.Content!.ReadAsStringAsync(Ct)}");
            }

            if (status >= 400)
            {
                (await response.ReadProblemAsync(Ct)).Code.ShouldNotBeNullOrEmpty();
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Key}: {s.Value}")));
        statuses.GetValueOrDefault(401).ShouldBeLessThan(Bodies / 2, "most bodies should get past the log-in");
        (await app.NewClient().GetAsync("/health", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        app.Logs.Lines.ShouldNotContain(l => l.Level >= LogLevel.Error);
    }

    private sealed record Route(string Method, string Path, string[] Fields);

    /// <summary>Every route with a method that writes, with real ids in its path, so that bodies get past the routing.</summary>
    private async Task<List<Route>> WritingRoutesAsync(Room room)
    {
        using var document = JsonDocument.Parse(await app.NewClient().GetStringAsync("/openapi/v1.json", Ct));
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        var question = (await room.SnapshotAsync()).Questions[0].Id;
        var routes = new List<Route>();
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            var id = path.Name.Contains("questions", StringComparison.Ordinal) ? question : room.InterviewId;
            foreach (var operation in path.Value.EnumerateObject().Where(o => o.Name is "post" or "put" or "patch" or "delete"))
            {
                string[] fields = [];
                if (operation.Value.TryGetProperty("requestBody", out var body)
                    && body.GetProperty("content").TryGetProperty("application/json", out var json) && json.GetProperty("schema").TryGetProperty("$ref", out var reference))
                {
                    fields = [.. schemas.GetProperty(reference.GetString()!.Split('/')[^1]).GetProperty("properties").EnumerateObject().Select(p => p.Name)];
                }

                routes.Add(new Route(operation.Name.ToUpperInvariant(), path.Name.Replace("{id}", id.ToString(), StringComparison.Ordinal), fields));
            }
        }

        return routes;
    }

    private static ByteArrayContent Body(Random random, string[] fields)
    {
        var bytes = random.Next(10) switch
        {
            < 2 => Encoding.UTF8.GetBytes(Nasty[random.Next(Nasty.Length)]),
            2 => Truncated(random, Object(random, fields)),
            3 => Flipped(random, Object(random, fields)),
            4 => RandomBytes(random),
            5 => Encoding.Unicode.GetBytes(Object(random, fields)),
            _ => Encoding.UTF8.GetBytes(Object(random, fields)),
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

    private static string Object(Random random, string[] fields)
    {
        var parts = fields.Where(_ => random.Next(4) > 0).Select(f => $"\"{f}\":{Values[random.Next(Values.Length)]}").ToList();
        if (random.Next(3) == 0)
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
