using System.Net;
using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>The header <c>Idempotency-Key</c>, on the route that starts an interview.</summary>
public abstract class IdempotencyTests(GreenroomApp app)
{
    private static readonly object Body = Interview(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_key_answers_the_same_and_makes_one()
    {
        var client = await app.SignUpAsync(Ct);

        var first = await SendAsync(client, "one", Body);
        var again = await SendAsync(client, "one", Body);

        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await again.Content.ReadAsStringAsync(Ct)).ShouldBe(await first.Content.ReadAsStringAsync(Ct));
        again.Headers.Location.ShouldBe(first.Headers.Location);
        again.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        (await CountAsync(client)).ShouldBe(1);
    }

    [Fact]
    public async Task Twenty_at_once_with_one_key_make_one()
    {
        var client = await app.SignUpAsync(Ct);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SendAsync(client, "many", Body)));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Created || a.StatusCode == HttpStatusCode.Conflict);
        foreach (var waiting in answers.Where(a => a.StatusCode == HttpStatusCode.Conflict))
        {
            await waiting.ShouldBeProblemAsync(409, "idempotency.in_progress", Ct);
            waiting.Headers.RetryAfter.ShouldNotBeNull();
        }

        answers.ShouldContain(a => a.StatusCode == HttpStatusCode.Created);
        (await CountAsync(client)).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var client = await app.SignUpAsync(Ct);
        await SendAsync(client, "two", Body);

        var other = await SendAsync(client, "two", Interview(45));

        await other.ShouldBeProblemAsync(422, "idempotency.key_reused", Ct);
        (await CountAsync(client)).ShouldBe(1);
    }

    [Fact]
    public async Task While_the_first_is_at_work_the_second_is_told_so_and_a_crashed_first_blocks_for_half_a_minute_only()
    {
        var client = await app.SignUpAsync(Ct);
        await SendAsync(client, "three", Body);
        await app.ExecuteAsync("UPDATE idempotency SET status = NULL, response = NULL, expires_at = @p0 WHERE key = 'three'", Ct, app.Clock.UtcNow.AddSeconds(30));

        var meanwhile = await SendAsync(client, "three", Body);
        app.Clock.Advance(TimeSpan.FromSeconds(31));
        var later = await SendAsync(client, "three", Body);

        await meanwhile.ShouldBeProblemAsync(409, "idempotency.in_progress", Ct);
        later.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_refusal_is_not_kept()
    {
        var client = await app.SignUpAsync(Ct);

        var refused = await SendAsync(client, "four", new { length = 30, number_questions = 1, difficulty = "easy", language = "xx" });
        var mended = await SendAsync(client, "four", Body);

        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        mended.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_key_belongs_to_one_user()
    {
        var ada = await app.SignUpAsync(Ct);
        var grace = await app.SignUpAsync(Ct);

        var first = await SendAsync(ada, "five", Body);
        var second = await SendAsync(grace, "five", Body);

        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.Headers.Location.ShouldNotBe(first.Headers.Location);
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        var client = await app.SignUpAsync(Ct);
        await SendAsync(client, "six", Body);

        app.Clock.Advance(TimeSpan.FromHours(25));
        await app.RunJobsAsync(Ct);

        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM idempotency WHERE key = 'six'", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_key_of_more_than_255_characters_is_refused()
    {
        var client = await app.SignUpAsync(Ct);

        await (await SendAsync(client, new string('k', 256), Body)).ShouldBeProblemAsync(400, "request.invalid", Ct);
    }

    private static object Interview(int minutes) => new { length = minutes, number_questions = 1, difficulty = "medium", language = "en" };

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string key, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/interviews") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return client.SendAsync(request, Ct);
    }

    private static async Task<int> CountAsync(HttpClient client) =>
        System.Text.Json.Nodes.JsonNode.Parse(await client.GetStringAsync("/api/interviews", Ct))!["items"]!.AsArray().Count;
}

public sealed class IdempotencyOnSqlite(SqliteApp app) : IdempotencyTests(app), IClassFixture<SqliteApp>;
public sealed class IdempotencyOnPostgres(PostgresApp app) : IdempotencyTests(app), IClassFixture<PostgresApp>;
