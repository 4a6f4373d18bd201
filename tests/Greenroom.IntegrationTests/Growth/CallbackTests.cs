using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Greenroom.Growth.Platforms;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>What the platform sends by itself. The signed requests are the vectors of its documentation, or are signed here the way it describes.</summary>
public abstract class CallbackTests(GreenroomApp app)
{
    private const string Secret = "app-secret";
    private const string MetaSecret = "the secret of the app around it";
    private const string AccountId = "17841400000000001";

    /// <summary>Of account 17841400000000001, issued in November 2026.</summary>
    private const string Signed =
        "3SqLgYTRh3lNUkl5TcrSEqUg2kp9qqmWjwzTjdPQf3Y.eyJ1c2VyX2lkIjoiMTc4NDE0MDAwMDAwMDAwMDEiLCJhbGdvcml0aG0iOiJITUFDLVNIQTI1NiIsImlzc3VlZF9hdCI6MTc5NTMwNTYwMH0";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("deauthorize")]
    [InlineData("deletion")]
    public async Task A_person_who_signs_off_at_the_platform_leaves_nothing_behind(string callback)
    {
        await using var own = await StartAsync();
        var creator = await ConnectAsync(own);

        var response = await PostAsync(own, callback, Signed);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await creator.AccountsAsync()).ShouldBeEmpty();
        foreach (var table in (string[])["instagram_accounts", "instagram_posts", "post_snapshots", "follower_snapshots"])
        {
            (await own.ScalarAsync<long>($"SELECT count(*) FROM {table}", Ct)).ShouldBe(0, table);
        }
    }

    [Fact]
    public async Task The_secret_of_the_app_around_it_signs_as_well()
    {
        await using var own = await StartAsync();
        var creator = await ConnectAsync(own);
        var payload = Signed.Split('.')[1];
        var bySomebody = Base64Url.EncodeToString(HMACSHA256.HashData("another secret"u8, Encoding.UTF8.GetBytes(payload)));
        var byMeta = Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(MetaSecret), Encoding.UTF8.GetBytes(payload)));

        await (await PostAsync(own, "deauthorize", $"{bySomebody}.{payload}")).ShouldBeProblemAsync(403, "growth.not_signed", Ct);
        (await PostAsync(own, "deauthorize", $"{byMeta}.{payload}")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await creator.AccountsAsync()).ShouldBeEmpty();
        var notice = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(MetaSecret), "{}"u8));
        (await NoticeAsync(own, "{}", notice)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_deletion_can_be_looked_up_by_anybody_who_has_its_code()
    {
        await using var own = await StartAsync();
        await ConnectAsync(own);

        var receipt = (await (await PostAsync(own, "deletion", Signed)).ReadAsync<JsonDocument>(Ct)).RootElement;

        var code = receipt.GetProperty("confirmation_code").GetString()!;
        receipt.GetProperty("url").GetString().ShouldBe($"https://greenroom.example.com/deletion/{code}");
        var found = (await (await own.NewClient().GetAsync($"/api/instagram/deletions/{code}", Ct)).ReadAsync<JsonDocument>(Ct)).RootElement;
        found.GetProperty("accounts").GetInt32().ShouldBe(1);
        found.GetProperty("deleted_at").GetDateTime().ShouldBe(own.Clock.UtcNow, TimeSpan.FromSeconds(1));
        await (await own.NewClient().GetAsync("/api/instagram/deletions/another", Ct)).ShouldBeProblemAsync(404, "growth.no_deletion", Ct);

        // The platform may ask again: there is nothing left, and it is told so in the same way.
        var again = (await (await PostAsync(own, "deletion", Signed)).ReadAsync<JsonDocument>(Ct)).RootElement;
        again.GetProperty("confirmation_code").GetString().ShouldNotBe(code);
    }

    [Fact]
    public async Task An_old_request_does_not_take_away_what_was_connected_since()
    {
        await using var own = await StartAsync();
        var creator = await ConnectAsync(own);
        var old = SignedRequest.Sign($$"""{"user_id":{{AccountId}},"algorithm":"HMAC-SHA256","issued_at":{{new DateTimeOffset(own.Clock.UtcNow).AddHours(-1).ToUnixTimeSeconds()}}}""", Secret);

        (await PostAsync(own, "deauthorize", old)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await creator.AccountsAsync()).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("deauthorize")]
    [InlineData("deletion")]
    public async Task An_old_request_does_not_take_away_what_was_connected_again_since(string callback)
    {
        await using var own = await StartAsync();
        var creator = await ConnectAsync(own);
        await creator.WaitAsync(TimeSpan.FromMinutes(30));
        var old = SignedRequest.Of(AccountId, own.Clock.UtcNow, Secret);
        await creator.WaitAsync(TimeSpan.FromMinutes(30));
        (await creator.ReturnAsync(await creator.BeginAsync("?flavour=fake"), "code")).ShouldBe("/app/growth?connected=true");

        (await PostAsync(own, callback, old)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await creator.AccountsAsync()).Count.ShouldBe(1);
        (await PostAsync(own, callback, SignedRequest.Of(AccountId, own.Clock.UtcNow, Secret))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await creator.AccountsAsync()).ShouldBeEmpty("a request of now is about the connection of now");
    }

    [Theory]
    [InlineData("deauthorize")]
    [InlineData("deletion")]
    public async Task A_request_from_before_the_token_was_renewed_is_about_the_connection_all_the_same(string callback)
    {
        var platform = Platform();
        await using var own = await StartAsync(platform);
        (platform.FirstExpiry, platform.Renewal) = (own.Clock.UtcNow.AddDays(5), () => own.Clock.UtcNow.AddDays(60));
        var creator = await ConnectAsync(own);
        await creator.WaitAsync(TimeSpan.FromHours(25));
        var request = SignedRequest.Of(AccountId, own.Clock.UtcNow, Secret);
        await creator.WaitAsync(TimeSpan.FromHours(13));
        await own.RunAllJobsAsync(Ct);
        platform.Renewals.ShouldBe(1);

        (await PostAsync(own, callback, request)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await creator.AccountsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_platform_did_not_sign_changes_nothing()
    {
        await using var own = await StartAsync();
        var creator = await ConnectAsync(own);
        var payload = $$"""{"user_id":"{{AccountId}}","algorithm":"HMAC-SHA256","issued_at":1795305600}""";
        string?[] forged =
        [
            null, "", ".", "a.b.c", Signed[1..], Signed + "A", SignedRequest.Sign(payload, "another-secret"), SignedRequest.Sign(payload.Replace("HMAC-SHA256", "none"), Secret), SignedRequest.Sign("[]", Secret),
            SignedRequest.Sign("not json", Secret), SignedRequest.Sign("""{"algorithm":"HMAC-SHA256"}""", Secret), "vlXgu64BQGFSQrY0ZcJBZASMvYvTHu9GQ0YM9rjPSso.eyJhbGdvcml0aG0iOiJITUFDLVNIQTI1NiIsIjAiOiJwYXlsb2FkIn0",
        ];

        foreach (var request in forged)
        {
            await (await PostAsync(own, "deletion", request)).ShouldBeProblemAsync(403, "growth.not_signed", Ct);
        }

        (await creator.AccountsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Without_keys_nothing_counts_as_signed()
    {
        await (await PostAsync(app, "deletion", SignedRequest.Sign("""{"user_id":"1","algorithm":"HMAC-SHA256"}""", ""))).ShouldBeProblemAsync(403, "growth.not_signed", Ct);
        await (await app.NewClient().GetAsync("/auth/instagram/webhook?hub.mode=subscribe&hub.verify_token=&hub.challenge=1", Ct)).ShouldBeProblemAsync(403, "growth.not_signed", Ct);
    }

    [Fact]
    public async Task The_webhooks_challenge_is_echoed_to_who_knows_the_word()
    {
        await using var own = await StartAsync();
        var client = own.NewClient();

        var right = await client.GetAsync("/auth/instagram/webhook?hub.mode=subscribe&hub.verify_token=a-word&hub.challenge=1158201444", Ct);

        right.StatusCode.ShouldBe(HttpStatusCode.OK);
        right.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await right.Content.ReadAsStringAsync(Ct)).ShouldBe("1158201444");
        foreach (var wrong in (string[])["?hub.mode=subscribe&hub.verify_token=another&hub.challenge=1", "?hub.verify_token=a-word&hub.challenge=1", "?hub.mode=subscribe&hub.verify_token=a-word", ""])
        {
            await (await client.GetAsync("/auth/instagram/webhook" + wrong, Ct)).ShouldBeProblemAsync(403, "growth.not_signed", Ct);
        }
    }

    [Fact]
    public async Task A_signed_notice_reads_the_account_again_but_not_for_every_comment()
    {
        await using var own = await StartAsync();
        var creator = await ConnectAsync(own);
        var notice = $$"""{"object":"instagram","entry":[{"id":"{{AccountId}}","changes":[{"field":"comments"}]}]}""";

        (await NoticeAsync(own, notice)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await own.RunAllJobsAsync(Ct);
        var young = (await creator.AccountsAsync())[0].GetProperty("last_synced_at").GetDateTime();
        await creator.WaitAsync(TimeSpan.FromMinutes(16));
        (await NoticeAsync(own, notice)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await own.RunAllJobsAsync(Ct);
        var old = (await creator.AccountsAsync())[0].GetProperty("last_synced_at").GetDateTime();

        (own.Clock.UtcNow - young).ShouldBeGreaterThan(TimeSpan.FromMinutes(15));
        old.ShouldBe(own.Clock.UtcNow);
    }

    [Fact]
    public async Task A_notice_does_not_end_the_pause_that_the_platform_asked_for()
    {
        var platform = Platform();
        await using var own = await StartAsync(platform);
        var creator = await ConnectAsync(own);
        platform.Page = _ => throw new PlatformException(PlatformTrouble.RateLimited, "The platform has had enough calls.", TimeSpan.FromHours(1));
        await creator.WaitAsync(TimeSpan.FromHours(6));
        await own.RunAllJobsAsync(Ct);
        var (reads, paused) = (platform.Reads, (await creator.AccountsAsync())[0].GetProperty("next_sync_at").GetDateTime());
        await creator.WaitAsync(TimeSpan.FromMinutes(20));

        (await NoticeAsync(own, $$"""{"object":"instagram","entry":[{"id":"{{AccountId}}","changes":[{"field":"comments"}]}]}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await own.RunAllJobsAsync(Ct);

        paused.ShouldBe(own.Clock.UtcNow.AddMinutes(40));
        (await creator.AccountsAsync())[0].GetProperty("next_sync_at").GetDateTime().ShouldBe(paused);
        platform.Reads.ShouldBe(reads);
    }

    [Fact]
    public async Task A_notice_is_judged_by_its_very_bytes()
    {
        await using var own = await StartAsync();

        // The vector of the documentation.
        (await NoticeAsync(own, """{"object":"instagram","entry":[]}""", "sha256=4868ba1823ceabaf8b38db993057d6e01e2dea967330aad8444f60a4531cd687")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await NoticeAsync(own, """{"object":"instagram","entry":[] }""", "sha256=4868ba1823ceabaf8b38db993057d6e01e2dea967330aad8444f60a4531cd687"))
            .ShouldBeProblemAsync(403, "growth.not_signed", Ct);
        await (await NoticeAsync(own, "{}", "sha256=")).ShouldBeProblemAsync(403, "growth.not_signed", Ct);
        (await NoticeAsync(own, """{"entry":[7,{"id":{}}]}""")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static FakePlatform Platform() => new() { Page = _ => new PlatformPage([FakePlatform.Post("1", DateTime.UnixEpoch.AddYears(55))], Skipped: [], Next: null) };

    private Task<GreenroomApp> StartAsync(FakePlatform? platform = null) => app.StartAnotherAsync(new AppSetup
    {
        Settings =
        {
            ["INSTAGRAM_CLIENT_ID"] = "1",
            ["INSTAGRAM_CLIENT_SECRET"] = Secret,
            ["INSTAGRAM_META_APP_SECRET"] = MetaSecret,
            ["INSTAGRAM_REDIRECT_URI"] = "https://greenroom.example.com/auth/instagram/callback",
            ["INSTAGRAM_WEBHOOK_VERIFY_TOKEN"] = "a-word",
        },
        Services = services => services.AddSingleton<ISocialPlatform>(platform ?? Platform()),
    });

    private static async Task<Creator> ConnectAsync(GreenroomApp own)
    {
        var creator = await Creator.SignUpAsync(own);
        (await creator.ReturnAsync(await creator.BeginAsync("?flavour=fake"), "code")).ShouldBe("/app/growth?connected=true");
        await own.RunAllJobsAsync(Ct);
        return creator;
    }

    private static Task<HttpResponseMessage> PostAsync(GreenroomApp own, string callback, string? signedRequest)
    {
        var form = signedRequest is null ? [] : new Dictionary<string, string>(StringComparer.Ordinal) { ["signed_request"] = signedRequest };
        return own.NewClient().PostAsync($"/auth/instagram/{callback}", new FormUrlEncodedContent(form), Ct);
    }

    private static Task<HttpResponseMessage> NoticeAsync(GreenroomApp own, string body, string? signature = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/auth/instagram/webhook") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Hub-Signature-256", signature ?? "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body))));
        return own.NewClient().SendAsync(request, Ct);
    }
}

public sealed class CallbacksOnSqlite(SqliteApp app) : CallbackTests(app), IClassFixture<SqliteApp>;

public sealed class CallbacksOnPostgres(PostgresApp app) : CallbackTests(app), IClassFixture<PostgresApp>;
