using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;

namespace Greenroom.IntegrationTests.Growth.Instagram;

/// <summary>Instagram Login: from the consent page to a lasting token, in each shape that has been seen.</summary>
public abstract class InstagramLoginTests(InstagramApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateTime Now => app.App.Clock.UtcNow;

    [Fact]
    public async Task The_person_is_sent_to_instagram_and_the_real_accounts_come_first()
    {
        var creator = await Creator.SignUpAsync(app.App);

        var url = new Uri((await creator.GetAsync("/api/instagram/connect")).GetProperty("url").GetString()!);

        url.GetLeftPart(UriPartial.Path).ShouldBe("https://www.instagram.com/oauth/authorize");
        var query = HttpUtility.ParseQueryString(url.Query);
        query["client_id"].ShouldBe(FakeInstagram.ClientId);
        query["redirect_uri"].ShouldBe(FakeInstagram.RedirectUri);
        query["response_type"].ShouldBe("code");
        query["scope"].ShouldBe("instagram_business_basic,instagram_business_manage_insights");
        query["state"].ShouldNotBeNullOrEmpty();
        (await creator.GetAsync("/api/instagram/accounts")).GetProperty("flavours").EnumerateArray().Select(f => f.GetString()).ShouldBe(["instagram", "sandbox"]);
        (await creator.Http.GetAsync("/api/instagram/connect?flavour=facebook", Ct)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "the keys are of the other login");
        await creator.ReturnAsync(await creator.BeginAsync("?flavour=sandbox"), "sandbox:tiny");
        (await InstagramApp.AccountOf(creator)).GetProperty("flavour").GetString().ShouldBe("sandbox");
    }

    public static TheoryData<string> FirstReplies =>
    [
        """{"access_token":"TOKEN","user_id":27640875392278831,"permissions":["instagram_business_basic","instagram_business_manage_insights"]}""",
        """{"access_token":"TOKEN","user_id":"27640875392278831","permissions":"instagram_business_basic,instagram_business_manage_insights"}""",
        """{"data":[{"access_token":"TOKEN","user_id":"10200000000000000000001","permissions":"instagram_business_basic, instagram_business_manage_insights"}]}""",
        """{"data":[{"access_token":"TOKEN","user_id":17841400000000001,"permissions":["instagram_business_basic"]}]}""",
        """{"access_token":"TOKEN"}""",
    ];

    [Theory]
    [MemberData(nameof(FirstReplies))]
    public async Task Both_envelopes_of_the_first_token_are_read(string reply)
    {
        var platform = new FakeAccount().With(posts: 2, Now);
        var login = app.Fake.Login(platform);
        login.Exchange = () => new FakeReply(200, reply.Replace("TOKEN", login.FirstToken, StringComparison.Ordinal));

        var creator = await app.ConnectAsync(login);
        await app.App.RunJobsAsync(Ct);

        var account = await InstagramApp.AccountOf(creator);
        account.GetProperty("flavour").GetString().ShouldBe("instagram");
        account.GetProperty("token_expires_at").GetDateTime().ShouldBe(Now.AddSeconds(5183944));
        (await creator.PostsAsync()).Count.ShouldBe(2);
        await ShouldBeStoredAsync(creator, platform);
        app.ShouldHaveKeptSecrets(app.App);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_id_beyond_what_a_double_holds_is_kept_to_its_last_digit(bool asNumber)
    {
        var platform = new FakeAccount();
        platform.Profile = () => new FakeReply(200, $$"""{"id":{{Quoted(platform.AppScopedId)}},"user_id":{{Quoted(platform.Id)}},"username":"{{platform.Username}}"}""");

        var creator = await app.ConnectAsync(app.Fake.Login(platform));

        await ShouldBeStoredAsync(creator, platform);

        string Quoted(string id) => asNumber ? id : $"\"{id}\"";
    }

    [Fact]
    public async Task A_profile_without_the_less_common_fields_is_enough()
    {
        var platform = new FakeAccount();
        var calls = 0;
        platform.Profile = () => calls++ == 0 ? FakeReply.Error(100) : FakeReply.Json(new JsonObject { ["id"] = platform.AppScopedId, ["user_id"] = platform.Id, ["username"] = platform.Username });

        var creator = await app.ConnectAsync(app.Fake.Login(platform));

        (await InstagramApp.AccountOf(creator)).GetProperty("followers").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    public static TheoryData<string> Refusals => ["exchange", "exchange 429", "exchange 500", "html", "empty", "no permission", "lasting", "profile", "no user_id"];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_login_that_does_not_come_to_its_end_stores_nothing(string refusal)
    {
        var platform = new FakeAccount();
        var login = app.Fake.Login(platform);
        login.Exchange = () => refusal switch
        {
            "exchange" => FakeReply.ExchangeError(),
            "exchange 429" => FakeReply.ExchangeError(429),
            "exchange 500" => FakeReply.ExchangeError(500),
            "html" => FakeReply.Html,
            "empty" => new FakeReply(200, """{"data":[]}"""),
            "no permission" => new FakeReply(200, $$"""{"access_token":"{{login.FirstToken}}","user_id":1,"permissions":["instagram_business_manage_comments"]}"""),
            _ => null,
        };
        login.Lasting = () => refusal == "lasting" ? FakeReply.Error(190) : null;
        platform.Profile = () => refusal switch { "profile" => FakeReply.Error(10), "no user_id" => new FakeReply(200, $$"""{"id":"{{platform.Id}}","username":"x"}"""), _ => null };

        var creator = await app.ConnectAsync(login, "/app/growth?error=exchange_failed");

        (await creator.AccountsAsync()).ShouldBeEmpty();
        app.ShouldHaveKeptSecrets(app.App);
    }

    [Fact]
    public async Task A_code_that_is_not_known_there_is_refused()
    {
        var creator = await Creator.SignUpAsync(app.App);

        (await creator.ReturnAsync(await creator.BeginAsync(), "made-up#_")).ShouldBe("/app/growth?error=exchange_failed");

        app.ShouldHaveKeptSecrets(app.App);
    }

    [Fact]
    public async Task A_lasting_token_is_renewed_in_its_last_week_and_the_new_one_used()
    {
        await using var fresh = await app.StartAnotherAsync();
        var platform = new FakeAccount().With(posts: 2, fresh.Clock.UtcNow);
        var (creator, _) = await app.ReadAsync(platform, fresh);

        await creator.WaitAsync(TimeSpan.FromDays(55));
        await fresh.RunAllJobsAsync(Ct);

        platform.Token.ShouldEndWith("-renewed");
        var account = await InstagramApp.RefreshAsync(creator);
        account.GetProperty("state").GetString().ShouldBe("active");
        account.GetProperty("token_expires_at").GetDateTime().ShouldBe(fresh.Clock.UtcNow.AddSeconds(5183944));
        app.ShouldHaveKeptSecrets(fresh);
    }

    private async Task ShouldBeStoredAsync(Creator creator, FakeAccount platform)
    {
        var row = (await app.App.RowsAsync("SELECT ig_user_id, app_scoped_id, access_token FROM instagram_accounts WHERE username = @p0", Ct, platform.Username)).ShouldHaveSingleItem();
        row[0].ShouldBe(platform.Id);
        row[1].ShouldBe(platform.AppScopedId);
        ((string)row[2]!).ShouldNotContain(FakeInstagram.Mark);
        (await creator.AccountsAsync()).Count.ShouldBe(1);
    }
}

public sealed class InstagramLoginsOnSqlite(InstagramLoginOnSqliteApp app) : InstagramLoginTests(app), IClassFixture<InstagramLoginOnSqliteApp>;

public sealed class InstagramLoginsOnPostgres(InstagramLoginOnPostgresApp app) : InstagramLoginTests(app), IClassFixture<InstagramLoginOnPostgresApp>;
