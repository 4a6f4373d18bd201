using System.Net;
using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Accounts;

public abstract class ProfileTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task My_profile_is_the_same_under_both_addresses()
    {
        var (client, session) = await SignUpAsync();

        var me = await (await client.GetAsync("/api/user/me", Ct)).ReadAsync<SessionUser>(Ct);
        var byId = await (await client.GetAsync($"/api/users/{session.User.Id}", Ct)).ReadAsync<SessionUser>(Ct);

        me.ShouldBe(session.User);
        byId.ShouldBe(session.User);
    }

    [Fact]
    public async Task Somebody_elses_profile_looks_like_a_missing_one()
    {
        var (_, grace) = await SignUpAsync();
        var (ada, _) = await SignUpAsync();

        var foreign = await ada.GetAsync($"/api/users/{grace.User.Id}", Ct);
        var missing = await ada.GetAsync($"/api/users/{Guid.CreateVersion7(app.Clock.GetUtcNow())}", Ct);

        var one = await foreign.ShouldBeProblemAsync(404, "user.not_found", Ct);
        var other = await missing.ShouldBeProblemAsync(404, "user.not_found", Ct);
        (one with { TraceId = null }).ShouldBe(other with { TraceId = null });
    }

    [Theory]
    [InlineData("/api/user/me")]
    [InlineData("/api/users/019b8d00-0000-7000-8000-000000000000")]
    public async Task Nobody_sees_a_profile_without_signing_in(string path)
    {
        var response = await app.NewClient().GetAsync(path, Ct);

        await response.ShouldBeProblemAsync(401, "auth.required", Ct);
        response.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
    }

    [Fact]
    public async Task A_new_username_is_kept_and_the_session_goes_on()
    {
        var (client, _) = await SignUpAsync();
        var name = "countess-" + Random();

        var changed = await (await client.PatchAsJsonAsync("/api/user/me", new { username = name }, Ct)).ReadAsync<SessionUser>(Ct);

        changed.Username.ShouldBe(name);
        (await (await client.GetAsync("/api/user/me", Ct)).ReadAsync<SessionUser>(Ct)).Username.ShouldBe(name);
        (await app.NewClient().PostAsJsonAsync("/api/auth/login", new { username = name, password = Api.Password }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_username_that_somebody_has_is_refused_whatever_its_case()
    {
        var (_, grace) = await SignUpAsync();
        var (ada, before) = await SignUpAsync();

        var response = await ada.PatchAsJsonAsync("/api/user/me", new { username = grace.User.Username.ToUpperInvariant() }, Ct);

        (await response.ShouldBeProblemAsync(409, "account.exists", Ct)).Errors!.ShouldContainKey("username");
        (await (await ada.GetAsync("/api/user/me", Ct)).ReadAsync<SessionUser>(Ct)).Username.ShouldBe(before.User.Username);
    }

    [Fact]
    public async Task Two_who_want_one_name_at_once_do_not_both_get_it()
    {
        var name = "wanted-" + Random();
        var people = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SignUpAsync()));

        var answers = await Task.WhenAll(people.Select(p => p.Client.PatchAsJsonAsync("/api/user/me", new { username = name }, Ct)));

        answers.Select(a => a.StatusCode).Order().ShouldBe([HttpStatusCode.OK, .. Enumerable.Repeat(HttpStatusCode.Conflict, 7)]);
    }

    private async Task<(HttpClient Client, Session Session)> SignUpAsync()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        client.Bear(session);
        return (client, session);
    }

    private string Random() => Guid.CreateVersion7(app.Clock.GetUtcNow()).ToString()[24..];
}

public sealed class ProfileOnSqlite(SqliteApp app) : ProfileTests(app), IClassFixture<SqliteApp>;
public sealed class ProfileOnPostgres(PostgresApp app) : ProfileTests(app), IClassFixture<PostgresApp>;
