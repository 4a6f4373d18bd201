using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Web;

namespace Greenroom.IntegrationTests.Growth.Instagram;

/// <summary>Facebook Login: whoever logs in there looks after no account, one or several, and chooses among several.</summary>
public abstract class FacebookLoginTests(InstagramApp app)
{
    private const string Choose = "/app/growth/accounts?choose=";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private DateTime Now => app.App.Clock.UtcNow;

    [Fact]
    public async Task The_person_is_sent_to_facebook()
    {
        var creator = await Creator.SignUpAsync(app.App);

        var url = new Uri((await creator.GetAsync("/api/instagram/connect")).GetProperty("url").GetString()!);

        url.GetLeftPart(UriPartial.Path).ShouldBe("https://www.facebook.com/v25.0/dialog/oauth");
        HttpUtility.ParseQueryString(url.Query)["scope"].ShouldBe("instagram_basic,pages_show_list,pages_read_engagement");
        (await creator.GetAsync("/api/instagram/accounts")).GetProperty("flavours").EnumerateArray().Select(f => f.GetString()).ShouldBe(["facebook", "sandbox"]);
    }

    [Fact]
    public async Task Without_a_professional_account_nothing_is_connected()
    {
        var creator = await app.ConnectAsync(app.Fake.Login(), "/app/growth?error=no_professional_account");

        (await creator.AccountsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_account_is_connected_without_a_question_and_its_token_has_no_end()
    {
        var platform = new FakeAccount().With(posts: 3, Now);

        var (creator, account) = await app.ReadAsync(platform);

        account.GetProperty("flavour").GetString().ShouldBe("facebook");
        account.GetProperty("token_expires_at").ValueKind.ShouldBe(JsonValueKind.Null);
        (await creator.PostsAsync()).Count.ShouldBe(3);
        var row = (await app.App.RowsAsync("SELECT ig_user_id, access_token FROM instagram_accounts WHERE username = @p0", Ct, platform.Username)).ShouldHaveSingleItem();
        row[0].ShouldBe(platform.Id);
        ((string)row[1]!).ShouldNotContain(FakeInstagram.Mark);
        app.ShouldHaveKeptSecrets(app.App);
    }

    [Theory]
    [InlineData("first")]
    [InlineData("lasting")]
    [InlineData("me")]
    [InlineData("me without an id")]
    public async Task A_login_that_does_not_come_to_its_end_stores_nothing(string step)
    {
        var login = app.Fake.Login(new FakeAccount());
        login.Exchange = () => step == "first" ? FakeReply.Error(100, 36009) : null;
        login.Lasting = () => step == "lasting" ? FakeReply.Html : null;
        login.Me = () => step switch { "me" => FakeReply.Error(190), "me without an id" => new FakeReply(200, "{}"), _ => null };

        var creator = await app.ConnectAsync(login, "/app/growth?error=exchange_failed");

        (await creator.AccountsAsync()).ShouldBeEmpty();
        app.ShouldHaveKeptSecrets(app.App);
    }

    [Theory]
    [InlineData("deauthorize")]
    [InlineData("deletion")]
    public async Task A_person_who_signs_off_at_facebook_leaves_none_of_their_accounts_behind(string callback)
    {
        FakeAccount[] platforms = [new FakeAccount().With(posts: 2, Now), new FakeAccount().With(posts: 2, Now)];
        var (login, other) = (app.Fake.Login(platforms), new FakeAccount());
        var creator = await Creator.SignUpAsync(app.App);
        var place = await creator.ReturnAsync(await creator.BeginAsync(), login.Code);
        (await ChooseAsync(creator, Guid.Parse(place[Choose.Length..]), platforms[0].Id, platforms[1].Id)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await app.ConnectAsync(app.Fake.Login(other));
        await app.App.RunJobsAsync(Ct);
        foreach (var platform in platforms)
        {
            (await StoredUserIdAsync(platform)).ShouldBe(login.FacebookUserId, "a sync forgets nothing");
        }

        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["signed_request"] = SignedRequest.Of(login.FacebookUserId, Now, FakeInstagram.Secret) };
        var answer = await app.App.NewClient().PostAsync($"/auth/instagram/{callback}", new FormUrlEncodedContent(form), Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await creator.AccountsAsync()).ShouldBeEmpty();
        (await StoredUserIdAsync(other)).ShouldNotBeNull("it is another person's");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(2)]
    public async Task Of_several_accounts_those_that_are_chosen_are_connected_each_with_its_own_token(int pagesAtOnce)
    {
        var platforms = Enumerable.Range(0, 3).Select(_ => new FakeAccount().With(posts: 2, Now)).ToArray();
        var (creator, id) = await OfferedAsync(platforms, pagesAtOnce);
        (await creator.AccountsAsync()).ShouldBeEmpty("nothing is chosen yet");
        var offered = (await creator.GetAsync($"/api/instagram/choices/{id}")).GetProperty("items").EnumerateArray().ToList();
        offered.Select(o => (o.GetProperty("id").GetString(), o.GetProperty("username").GetString(), o.GetProperty("name").GetString()))
            .ShouldBe(platforms.Select(p => ((string?)p.Id, (string?)p.Username, (string?)$"Page of {p.Username}")));

        var answer = await ChooseAsync(creator, id, platforms[0].Id, platforms[2].Id);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.ReadAsync<JsonDocument>(Ct)).RootElement.GetProperty("items").EnumerateArray().Select(a => a.GetProperty("username").GetString())
            .ShouldBe([platforms[0].Username, platforms[2].Username]);
        await app.App.RunJobsAsync(Ct);
        foreach (var account in await creator.AccountsAsync())
        {
            account.GetProperty("sync").GetProperty("status").GetString().ShouldBe("done");
            account.GetProperty("sync").GetProperty("posts_so_far").GetInt32().ShouldBe(2);
        }

        (await creator.AccountsAsync()).Count.ShouldBe(2);
        platforms.Select(p => p.MediaCalls.Count).ShouldBe([1, 0, 1]);
        app.ShouldHaveKeptSecrets(app.App);
    }

    [Fact]
    public async Task The_time_zone_of_the_browser_outlives_the_choice()
    {
        FakeAccount[] platforms = [new FakeAccount(), new FakeAccount()];
        var (creator, id) = await OfferedAsync(platforms, pagesAtOnce: 100, "?time_zone=Pacific/Auckland");

        (await ChooseAsync(creator, id, platforms[0].Id, platforms[1].Id)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await creator.AccountsAsync()).Select(a => a.GetProperty("time_zone").GetString()).ShouldBe(["Pacific/Auckland", "Pacific/Auckland"]);
    }

    [Fact]
    public async Task A_choice_is_made_once_also_by_two_at_once()
    {
        var (creator, id) = await OfferedAsync([new FakeAccount(), new FakeAccount()], out var platforms);

        var answers = await Task.WhenAll(platforms.Concat(platforms).Select(p => ChooseAsync(creator, id, p.Id)));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.NotFound).ShouldBe(3);
        (await creator.AccountsAsync()).Count.ShouldBe(1);
        await (await creator.Http.GetAsync($"/api/instagram/choices/{id}", Ct)).ShouldBeProblemAsync(404, "growth.no_choice", Ct);
    }

    [Fact]
    public async Task A_choice_is_of_the_one_who_logged_in_and_for_ten_minutes()
    {
        var (creator, id) = await OfferedAsync([new FakeAccount(), new FakeAccount()], out var platforms);
        var stranger = await Creator.SignUpAsync(app.App);
        await (await stranger.Http.GetAsync($"/api/instagram/choices/{id}", Ct)).ShouldBeProblemAsync(404, "growth.no_choice", Ct);
        await (await ChooseAsync(stranger, id, platforms[0].Id)).ShouldBeProblemAsync(404, "growth.no_choice", Ct);
        (await app.App.ScalarAsync<string>("SELECT grants FROM pending_connections WHERE id = @p0", Ct, IdOnEngine(id)))!.ShouldNotContain(FakeInstagram.Mark);

        app.App.Clock.Advance(TimeSpan.FromMinutes(10));

        await (await creator.Http.GetAsync($"/api/instagram/choices/{id}", Ct)).ShouldBeProblemAsync(404, "growth.no_choice", Ct);
        await (await ChooseAsync(creator, id, platforms[0].Id)).ShouldBeProblemAsync(404, "growth.no_choice", Ct);
        app.App.Clock.Advance(TimeSpan.FromHours(1));
        await app.App.RunAllJobsAsync(Ct);
        (await app.App.ScalarAsync<long>("SELECT count(*) FROM pending_connections WHERE id = @p0", Ct, IdOnEngine(id))).ShouldBe(0, "nobody keeps its tokens");
    }

    [Fact]
    public async Task A_choice_that_was_copied_to_another_user_does_not_open()
    {
        var (_, id) = await OfferedAsync([new FakeAccount(), new FakeAccount()], out var platforms);
        var thief = await Creator.SignUpAsync(app.App);
        await app.App.ExecuteAsync("UPDATE pending_connections SET user_id = @p0 WHERE id = @p1", Ct, IdOnEngine(thief.Id), IdOnEngine(id));

        await (await thief.Http.GetAsync($"/api/instagram/choices/{id}", Ct)).ShouldBeProblemAsync(404, "growth.no_choice", Ct);
        await (await ChooseAsync(thief, id, platforms[0].Id)).ShouldBeProblemAsync(404, "growth.no_choice", Ct);
    }

    [Fact]
    public async Task What_is_not_offered_or_is_somebody_elses_is_refused_and_the_choice_stands()
    {
        var taken = new FakeAccount();
        var (other, free) = (await app.ConnectAsync(app.Fake.Login(taken)), new FakeAccount());
        var (creator, id) = await OfferedAsync([taken, free], pagesAtOnce: 100);

        (await (await ChooseAsync(creator, id, free.Id, "17841499999999999")).ShouldBeProblemAsync(400, "request.invalid", Ct)).Errors!.Keys.ShouldBe(["account_ids"]);
        await (await ChooseAsync(creator, id, taken.Id, free.Id)).ShouldBeProblemAsync(409, "growth.account_taken", Ct);
        (await creator.AccountsAsync()).ShouldBeEmpty("all or none");

        (await ChooseAsync(creator, id, free.Id)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await creator.AccountsAsync()).ShouldHaveSingleItem().GetProperty("username").GetString().ShouldBe(free.Username);
        (await other.AccountsAsync()).ShouldHaveSingleItem().GetProperty("username").GetString().ShouldBe(taken.Username);
    }

    private Task<(Creator Creator, Guid Id)> OfferedAsync(FakeAccount[] accounts, out FakeAccount[] platforms) => OfferedAsync(platforms = accounts, pagesAtOnce: 100);

    private async Task<(Creator Creator, Guid Id)> OfferedAsync(FakeAccount[] platforms, int pagesAtOnce, string query = "")
    {
        var login = app.Fake.Login(pagesAtOnce, platforms);
        var creator = await Creator.SignUpAsync(app.App);
        var place = await creator.ReturnAsync(await creator.BeginAsync(query), login.Code);
        place.ShouldStartWith(Choose);
        return (creator, Guid.Parse(place[Choose.Length..]));
    }

    private Task<string?> StoredUserIdAsync(FakeAccount platform) =>
        app.App.ScalarAsync<string>("SELECT app_scoped_id FROM instagram_accounts WHERE ig_user_id = @p0", Ct, platform.Id);

    private static Task<HttpResponseMessage> ChooseAsync(Creator creator, Guid id, params string[] accounts) =>
        creator.Http.PostAsJsonAsync($"/api/instagram/choices/{id}", new { account_ids = accounts }, Ct);

    // On SQLite ids are text, as EF writes them.
    private object IdOnEngine(Guid id) => app.App.IsPostgres ? id : id.ToString().ToUpperInvariant();
}

public sealed class FacebookLoginsOnSqlite(FacebookLoginOnSqliteApp app) : FacebookLoginTests(app), IClassFixture<FacebookLoginOnSqliteApp>;

public sealed class FacebookLoginsOnPostgres(FacebookLoginOnPostgresApp app) : FacebookLoginTests(app), IClassFixture<FacebookLoginOnPostgresApp>;
