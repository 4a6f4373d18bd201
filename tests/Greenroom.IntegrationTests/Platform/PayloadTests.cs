using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>Odd payloads have one verdict, the same on both engines, and what is stored comes back as it was sent. Over a real socket.</summary>
public abstract class PayloadTests(GreenroomApp app)
{
    private const int LargestBody = 256 * 1024;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_payload_gets_its_verdict()
    {
        var client = app.NewClient();
        foreach (var (name, bytes, type, status) in Payloads())
        {
            using var content = new ByteArrayContent(bytes);
            if (type is not null)
            {
                content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            }

            var response = await client.PostAsync("/api/auth/login", content, Ct);

            ((int)response.StatusCode).ShouldBe(status, $"{name}: {await response.Content.ReadAsStringAsync(Ct)}");
            await response.ReadProblemAsync(Ct);
        }
    }

    [Fact]
    public async Task A_body_without_a_length_is_cut_off_at_the_limit_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/login") { Content = new StreamContent(new MemoryStream(Padded(LargestBody + 1))) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = true;

        var response = await app.NewClient().SendAsync(request, Ct);

        await response.ShouldBeProblemAsync(413, "request.too_large", Ct);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e400")]
    [InlineData("\"30\"")]
    [InlineData("30.5")]
    [InlineData("99999999999999999999")]
    [InlineData("null")]
    public async Task What_is_no_whole_number_is_refused_where_one_belongs(string length)
    {
        var client = await app.SignUpAsync(Ct);

        var response = await client.PostAsync("/api/interviews", Json($$"""{"length":{{length}},"number_questions":1,"difficulty":"easy","language":"en"}"""), Ct);

        await response.ShouldBeProblemAsync(400, "request.invalid", Ct);
    }

    [Theory]
    [InlineData("/api/interviews?cursor=%00")]
    [InlineData("/api/interviews?status=%00")]
    [InlineData("/api/interviews?limit=0")]
    [InlineData("/api/interviews?limit=101")]
    [InlineData("/api/interviews?limit=many")]
    [InlineData("/api/interviews?cursor=AAAA")]
    public async Task A_query_that_means_nothing_is_refused(string path)
    {
        var client = await app.SignUpAsync(Ct);

        await (await client.GetAsync(path, Ct)).ShouldBeProblemAsync(400, "request.invalid", Ct);
    }

    [Fact]
    public async Task Text_comes_back_as_it_was_sent()
    {
        var client = await app.SignUpAsync(Ct);
        var interview = (await PostAsync(client, "/api/interviews", new { length = 30, number_questions = 1, difficulty = "medium", language = "en" }))["id"]!.GetValue<Guid>();
        await PostAsync(client, "/api/conversations/create", new { interview_id = interview });
        var question = (await SnapshotAsync(client, interview))["questions"]![0]!["id"]!.GetValue<Guid>();
        string[] texts = ["👩‍👩‍👧‍👦 née e\u0301", "\u202Egnp.exe", "<script>alert(1)</script>\r\n\ttab", "'; DROP TABLE users; --", "\uFEFF\u200B\uFFFF", new string('ß', 20_000), " trailing  "];

        for (var revision = 1; revision <= texts.Length; revision++)
        {
            var saved = await client.PutAsJsonAsync($"/api/questions/{question}/draft", new { content = texts[revision - 1], revision }, Ct);
            saved.IsSuccessStatusCode.ShouldBeTrue(await saved.Content.ReadAsStringAsync(Ct));

            (await SnapshotAsync(client, interview))["draft"]!["content"]!.GetValue<string>().ShouldBe(texts[revision - 1]);
        }
    }

    private static IEnumerable<(string Name, byte[] Body, string? Type, int Status)> Payloads()
    {
        const string Json = "application/json";
        static byte[] Body(string fields) => Encoding.UTF8.GetBytes($$"""{{{fields}}"password":"whatever it is"}""");
        var honest = Body("\"email\":\"ada@example.org\",");

        yield return ("an honest body", honest, Json, 401);
        yield return ("unknown fields", Body("\"email\":\"ada@example.org\",\"unknown\":{\"a\":1},"), Json, 401);
        yield return ("emoji, ZWJ, right-to-left override", Body("\"username\":\"👩‍👧\u202Egnp\","), Json, 401);
        yield return ("U+0000", Body("\"email\":\"a\\u0000@example.org\","), Json, 400);
        yield return ("U+0000 in an unknown field", Body("\"email\":\"ada@example.org\",\"x\":\"\\u0000\","), Json, 401);
        yield return ("a lone surrogate", Body("\"email\":\"a\\ud800@example.org\","), Json, 400);
        yield return ("bytes that are not UTF-8", [.. "{\"email\":\""u8, 0xC3, 0x28, .. "\",\"password\":\"x\"}"u8], Json, 400);
        yield return ("a duplicate key", Body("\"email\":\"ada@example.org\",\"email\":\"eve@example.org\","), Json, 400);
        yield return ("a duplicate unknown key", Body("\"email\":\"ada@example.org\",\"x\":1,\"x\":2,"), Json, 401);
        yield return ("depth 32", Body($"\"email\":\"ada@example.org\",\"x\":{Nested(31)},"), Json, 401);
        yield return ("depth 33", Body($"\"email\":\"ada@example.org\",\"x\":{Nested(32)},"), Json, 400);
        yield return ("a hundred thousand brackets", Encoding.UTF8.GetBytes(new string('[', 100_000)), Json, 400);
        yield return ("a number as text", Body("\"email\":5,"), Json, 400);
        yield return ("nothing", [], Json, 400);
        yield return ("white space", "   "u8.ToArray(), Json, 400);
        yield return ("null", "null"u8.ToArray(), Json, 400);
        yield return ("two documents", [.. honest, .. honest], Json, 400);
        yield return ("UTF-16 that says so", Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(honest)), "application/json; charset=utf-16", 401);
        yield return ("UTF-16 that does not say so", Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(honest)), Json, 400);
        yield return ("UTF-7", honest, "application/json; charset=utf-7", 415);
        yield return ("exactly 256 KB", Padded(LargestBody), Json, 401);
        yield return ("256 KB and a byte", Padded(LargestBody + 1), Json, 413);
        yield return ("a form", "email=ada"u8.ToArray(), "application/x-www-form-urlencoded", 415);
        yield return ("plain text", honest, "text/plain", 415);
        yield return ("no content type", honest, null, 415);
        yield return ("JSON by another name", honest, "application/vnd.api+json", 401);
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static byte[] Padded(int length)
    {
        var bytes = Encoding.UTF8.GetBytes("""{"email":"ada@example.org","password":"whatever it is","padding":""}""");
        return [.. bytes[..^2], .. Enumerable.Repeat((byte)'x', length - bytes.Length), .. bytes[^2..]];
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<JsonNode> PostAsync(HttpClient client, string path, object body)
    {
        var response = await client.PostAsJsonAsync(path, body, Ct);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync(Ct));
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Ct))!;
    }

    private static async Task<JsonNode> SnapshotAsync(HttpClient client, Guid interview) =>
        JsonNode.Parse(await client.GetStringAsync($"/api/interviews/{interview}", Ct))!;
}

public sealed class PayloadsOnSqlite(SqliteSocketApp app) : PayloadTests(app), IClassFixture<SqliteSocketApp>;
public sealed class PayloadsOnPostgres(PostgresSocketApp app) : PayloadTests(app), IClassFixture<PostgresSocketApp>;
