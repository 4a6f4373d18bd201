using System.Net;
using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Accounts;

public abstract class RegistrationTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/users")]
    [InlineData("/api/auth/register")]
    public async Task Registering_answers_with_a_session(string path)
    {
        var email = Api.NewEmail();

        var response = await app.NewClient().PostAsJsonAsync(path, new { email, password = Api.Password, username = "ada." + Guid.CreateVersion7(app.Clock.GetUtcNow()).ToString()[24..] }, Ct);

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        var session = await response.ReadAsync<Session>(Ct);
        response.Headers.Location!.ToString().ShouldBe($"/api/users/{session.User.Id}");
        session.TokenType.ShouldBe("bearer");
        session.ExpiresIn.ShouldBe(900);
        session.RefreshToken.ShouldNotBeNullOrWhiteSpace();
        session.User.Email.ShouldBe(email);
        session.User.Username.ShouldStartWith("ada.");
        session.User.IsGuest.ShouldBeFalse();
        session.User.IsAdmin.ShouldBeFalse();
        session.User.EmailVerified.ShouldBeFalse();
        session.User.CreatedAt.ShouldBe(app.Clock.UtcNow);
    }

    [Fact]
    public async Task A_username_is_derived_from_the_address_and_made_unique()
    {
        var client = app.NewClient();

        var first = await client.RegisterAsync($"grace.hopper+navy@{Api.NewEmail("one").Replace('@', '.')}", Ct);
        var second = await client.RegisterAsync($"Grace.Hopper@{Api.NewEmail("two").Replace('@', '.')}", Ct);

        first.User.Username.ShouldBe("grace.hopper");
        second.User.Username.ShouldStartWith("Grace.Hopper-");
    }

    [Fact]
    public async Task An_address_registers_once_whatever_its_case()
    {
        var email = Api.NewEmail();
        await app.NewClient().RegisterAsync(email, Ct);

        var again = await app.NewClient().PostAsJsonAsync("/api/users", new { email = email.ToUpperInvariant(), password = Api.Password }, Ct);

        (await again.ShouldBeProblemAsync(409, "account.exists", Ct)).Errors!.ShouldContainKey("email");
    }

    [Fact]
    public async Task A_username_registers_once_whatever_its_case()
    {
        await app.NewClient().PostAsJsonAsync("/api/users", new { email = Api.NewEmail(), password = Api.Password, username = "Lovelace" }, Ct);

        var again = await app.NewClient().PostAsJsonAsync("/api/users", new { email = Api.NewEmail(), password = Api.Password, username = "lovelace" }, Ct);

        (await again.ShouldBeProblemAsync(409, "account.exists", Ct)).Errors!.ShouldContainKey("username");
    }

    [Fact]
    public async Task Twenty_registrations_of_one_address_at_once_make_one_account()
    {
        var email = Api.NewEmail();
        var client = app.NewClient();

        // Names of their own, so that it is the address that they race for.
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => client.PostAsJsonAsync("/api/users", new { email, password = Api.Password, username = $"racer-{i}" }, Ct)));

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Conflict).ShouldBe(19);
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM users WHERE email = @p0", Ct, email)).ShouldBe(1);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("Password1")]
    [InlineData("1q2w3e4r")]
    public async Task A_password_that_everybody_guesses_first_is_refused(string password)
    {
        var response = await app.NewClient().PostAsJsonAsync("/api/users", new { email = Api.NewEmail(), password }, Ct);

        (await response.ShouldBeProblemAsync(400, "request.invalid", Ct)).Errors!.ShouldContainKey("password");
    }

    [Fact]
    public async Task The_database_holds_a_strong_hash_and_not_the_password()
    {
        var session = await app.NewClient().RegisterAsync(Api.NewEmail(), Ct);

        var stored = Convert.FromBase64String((await app.ScalarAsync<string>("SELECT password FROM users WHERE id = @p0", Ct, session.User.Id))!);

        stored[0].ShouldBe((byte)1);
        BitConverter.ToString(stored, 1, 4).ShouldBe("00-00-00-02", "the pseudo-random function must be HMAC-SHA512");
        stored.Length.ShouldBe(1 + 12 + 16 + 32);
    }
}

public sealed class RegistrationOnSqlite(SqliteApp app) : RegistrationTests(app), IClassFixture<SqliteApp>;
public sealed class RegistrationOnPostgres(PostgresApp app) : RegistrationTests(app), IClassFixture<PostgresApp>;
