using System.Net;
using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Accounts;

public abstract class GuestTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_guest_gets_a_session_without_giving_anything()
    {
        var response = await app.NewClient().PostAsync("/api/auth/demo", content: null, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var session = await response.ReadAsync<Session>(Ct);
        session.User.IsGuest.ShouldBeTrue();
        session.User.Email.ShouldBeNull();
        session.User.Username.ShouldMatch("^guest-[a-z0-9]{6}$");
        response.Headers.Location!.ToString().ShouldBe($"/api/users/{session.User.Id}");
    }

    [Fact]
    public async Task Claiming_keeps_the_id_and_everything_that_refers_to_it()
    {
        var (client, guest) = await GuestAsync();
        var email = Api.NewEmail();

        var response = await client.PostAsJsonAsync("/api/auth/claim", new { email, password = Api.Password, username = "claimed-" + guest.User.Username }, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var session = await response.ReadAsync<Session>(Ct);
        session.User.ShouldBe(guest.User with { Email = email, IsGuest = false, Username = "claimed-" + guest.User.Username });
        (await (await app.NewClient().LogInAsync(email, Ct)).ReadAsync<Session>(Ct)).User.Id.ShouldBe(guest.User.Id);
    }

    [Fact]
    public async Task Claiming_gives_a_new_session_and_ends_the_guests()
    {
        var (client, guest) = await GuestAsync();

        var session = await (await client.PostAsJsonAsync("/api/auth/claim", new { email = Api.NewEmail(), password = Api.Password }, Ct)).ReadAsync<Session>(Ct);

        (await client.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the guest's access token");
        (await client.RefreshAsync(guest.RefreshToken, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the guest's refresh token");
        client.Bear(session);
        (await client.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.RefreshAsync(session.RefreshToken, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_claimed_account_outlives_the_week_and_an_unclaimed_guest_does_not()
    {
        var (_, stays) = await GuestAsync();
        var (client, claimed) = await GuestAsync();
        (await client.PostAsJsonAsync("/api/auth/claim", new { email = Api.NewEmail(), password = Api.Password }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

        app.Clock.Advance(TimeSpan.FromDays(6.9));
        await app.RunJobsAsync(Ct);
        var beforeTheEnd = await CountAsync(stays.User.Id);
        app.Clock.Advance(TimeSpan.FromDays(0.2));
        await app.RunJobsAsync(Ct);

        beforeTheEnd.ShouldBe(1);
        (await CountAsync(stays.User.Id)).ShouldBe(0);
        (await CountAsync(claimed.User.Id)).ShouldBe(1);
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM refresh_families WHERE user_id = @p0", Ct, stays.User.Id)).ShouldBe(0, "what refers to the guest goes with it");
    }

    [Fact]
    public async Task A_deleted_guests_access_token_is_worth_nothing_at_once()
    {
        var (client, guest) = await GuestAsync();

        await app.ExecuteAsync("DELETE FROM users WHERE id = @p0", Ct, guest.User.Id);

        await (await client.GetAsync("/api/user/me", Ct)).ShouldBeProblemAsync(401, "auth.required", Ct);
    }

    [Fact]
    public async Task Only_a_guest_can_be_claimed()
    {
        var client = await app.SignUpAsync(Ct);

        var response = await client.PostAsJsonAsync("/api/auth/claim", new { email = Api.NewEmail(), password = Api.Password }, Ct);

        await response.ShouldBeProblemAsync(409, "account.not_guest", Ct);
    }

    [Fact]
    public async Task A_guest_cannot_claim_an_address_that_has_an_account()
    {
        var taken = (await app.NewClient().RegisterAsync(Api.NewEmail(), Ct)).User.Email;
        var (client, _) = await GuestAsync();

        var response = await client.PostAsJsonAsync("/api/auth/claim", new { email = taken, password = Api.Password }, Ct);

        await response.ShouldBeProblemAsync(409, "account.exists", Ct);
        (await client.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK, "the guest goes on");
    }

    [Fact]
    public async Task Ten_claims_of_one_guest_at_once_make_one_account()
    {
        var (client, guest) = await GuestAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            client.PostAsJsonAsync("/api/auth/claim", new { email = Api.NewEmail("claim"), password = Api.Password }, Ct)));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(a => a.StatusCode != HttpStatusCode.OK).ShouldAllBe(a => a.StatusCode == HttpStatusCode.Conflict || a.StatusCode == HttpStatusCode.Unauthorized);
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM refresh_families WHERE user_id = @p0 AND revoked_at IS NULL", Ct, guest.User.Id)).ShouldBe(1);
    }

    private async Task<(HttpClient Client, Session Session)> GuestAsync()
    {
        var client = app.NewClient();
        var session = await (await client.PostAsync("/api/auth/demo", content: null, Ct)).ReadAsync<Session>(Ct);
        client.Bear(session);
        return (client, session);
    }

    private Task<int> CountAsync(Guid userId) => app.ScalarAsync<int>("SELECT COUNT(*) FROM users WHERE id = @p0", Ct, userId);
}

public sealed class GuestsOnSqlite(SqliteApp app) : GuestTests(app), IClassFixture<SqliteApp>;
public sealed class GuestsOnPostgres(PostgresApp app) : GuestTests(app), IClassFixture<PostgresApp>;
