using System.Net;
using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Accounts;

public abstract class AddressTests(GreenroomApp app)
{
    private const string Proof = "Confirm your e-mail address";
    private const string Change = "Confirm your new e-mail address";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_account_is_mailed_a_link_that_proves_the_address()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        client.Bear(session);
        session.User.EmailVerified.ShouldBeFalse();

        var token = await app.MailedTokenAsync(session.User.Email!, Proof, Ct);
        var proven = await VerifyAsync(app.NewClient(), token);

        (await proven.ReadAsync<Verified>(Ct)).Email.ShouldBe(session.User.Email);
        (await (await client.GetAsync("/api/user/me", Ct)).ReadAsync<SessionUser>(Ct)).EmailVerified.ShouldBeTrue();
        await (await VerifyAsync(client, token)).ShouldBeProblemAsync(410, "auth.link_expired", Ct);
    }

    [Fact]
    public async Task The_link_is_sent_again_until_the_address_is_proven()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        client.Bear(session);

        (await client.PostAsync("/api/auth/verify/send", content: null, Ct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await app.MailToAsync(session.User.Email!, Ct)).Count(m => m.Subject == Proof).ShouldBe(2);
        await VerifyAsync(client, await app.MailedTokenAsync(session.User.Email!, Proof, Ct));

        var again = await client.PostAsync("/api/auth/verify/send", content: null, Ct);
        await again.ShouldBeProblemAsync(409, "account.email_verified_already", Ct);
    }

    [Fact]
    public async Task A_guest_has_nothing_to_prove_and_an_account_that_was_claimed_has()
    {
        var client = app.NewClient();
        client.Bear(await (await client.PostAsync("/api/auth/demo", content: null, Ct)).ReadAsync<Session>(Ct));
        var email = Api.NewEmail("claimed");

        await (await client.PostAsync("/api/auth/verify/send", content: null, Ct)).ShouldBeProblemAsync(409, "account.no_email", Ct);
        (await client.PostAsJsonAsync("/api/auth/claim", new { email, password = Api.Password }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await app.MailToAsync(email, Ct)).Select(m => m.Subject).ShouldBe([Proof]);
    }

    [Fact]
    public async Task A_new_address_counts_once_its_link_was_opened_and_the_old_one_is_told()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        client.Bear(session);
        var (before, after) = (session.User.Email!, Api.NewEmail("moved"));

        (await ChangeAsync(client, after)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var token = await app.MailedTokenAsync(after, Change, Ct);
        (await app.NewClient().LogInAsync(after, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "not yet");
        (await VerifyAsync(app.NewClient(), token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await app.NewClient().LogInAsync(after, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.NewClient().LogInAsync(before, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.MailToAsync(before, Ct)).Count(m => m.Subject == "The e-mail address of your account has changed").ShouldBe(1);
    }

    [Fact]
    public async Task A_taken_address_is_answered_like_a_free_one()
    {
        var client = app.NewClient();
        client.Bear(await client.RegisterAsync(Api.NewEmail(), Ct));
        var taken = (await client.RegisterAsync(Api.NewEmail("owner"), Ct)).User.Email!;

        var free = await ChangeAsync(client, Api.NewEmail("free"));
        var refused = await ChangeAsync(client, taken.ToUpperInvariant());

        refused.StatusCode.ShouldBe(free.StatusCode);
        (await refused.Content.ReadAsStringAsync(Ct)).ShouldBe(await free.Content.ReadAsStringAsync(Ct));
        (await app.MailToAsync(taken.ToUpperInvariant(), Ct)).Select(m => m.Subject).ShouldBe(["This address has an account already"]);
    }

    [Fact]
    public async Task An_address_that_was_taken_in_between_is_not_given_away()
    {
        var client = app.NewClient();
        client.Bear(await client.RegisterAsync(Api.NewEmail(), Ct));
        var wanted = Api.NewEmail("wanted");
        await ChangeAsync(client, wanted);
        var token = await app.MailedTokenAsync(wanted, Change, Ct);
        await app.NewClient().RegisterAsync(wanted, Ct);

        var late = await VerifyAsync(client, token);

        await late.ShouldBeProblemAsync(409, "account.exists", Ct);
    }

    [Fact]
    public async Task Changing_the_address_asks_for_the_password_and_ends_links_that_went_to_the_old_one()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        client.Bear(session);
        await client.PostAsJsonAsync("/api/auth/forgot", new { email = session.User.Email }, Ct);
        var reset = await app.MailedTokenAsync(session.User.Email!, "Set a new password", Ct);
        var after = Api.NewEmail("moved");

        await (await ChangeAsync(client, after, "not the password")).ShouldBeProblemAsync(422, "auth.password_wrong", Ct);
        await ChangeAsync(client, after);
        await VerifyAsync(client, await app.MailedTokenAsync(after, Change, Ct));

        await (await client.PostAsJsonAsync("/api/auth/reset", new { token = reset, password = "a password of a thief" }, Ct)).ShouldBeProblemAsync(410, "auth.link_expired", Ct);
    }

    [Theory]
    [InlineData("ada@example.org\r\nBcc: eve@example.org")]
    [InlineData("ada@example.org, eve@example.org")]
    [InlineData("\"Ada\" <ada@example.org>")]
    [InlineData("ada@example.org;eve")]
    [InlineData("ada\u0000@example.org")]
    [InlineData("ada@@example.org")]
    [InlineData("ada")]
    public async Task Nothing_but_one_plain_address_is_taken(string address)
    {
        var client = app.NewClient();
        client.Bear(await client.RegisterAsync(Api.NewEmail(), Ct));

        foreach (var answer in new[]
        {
            await client.PostAsJsonAsync("/api/auth/register", new { email = address, password = Api.Password }, Ct),
            await client.PostAsJsonAsync("/api/auth/forgot", new { email = address }, Ct),
            await ChangeAsync(client, address),
        })
        {
            await answer.ShouldBeProblemAsync(400, "request.invalid", Ct);
        }
    }

    private static Task<HttpResponseMessage> VerifyAsync(HttpClient client, string token) => client.PostAsJsonAsync("/api/auth/verify", new { token }, Ct);

    private static Task<HttpResponseMessage> ChangeAsync(HttpClient client, string email, string password = Api.Password) =>
        client.PostAsJsonAsync("/api/auth/email", new { email, current_password = password }, Ct);

    private sealed record Verified(string Email);
}

public sealed class AddressOnSqlite(SqliteApp app) : AddressTests(app), IClassFixture<SqliteApp>;

public sealed class AddressOnPostgres(PostgresApp app) : AddressTests(app), IClassFixture<PostgresApp>;
