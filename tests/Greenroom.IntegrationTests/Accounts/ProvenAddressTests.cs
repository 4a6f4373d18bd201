using System.Net;
using System.Net.Http.Json;

namespace Greenroom.IntegrationTests.Accounts;

/// <summary>A server that demands proven addresses.</summary>
public abstract class ProvenAddressTests(GreenroomApp app)
{
    private const string Proof = "Confirm your e-mail address";
    private const string Known = "You have an account already";
    private const string AnotherPassword = "another horse, another battery";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_known_address_an_unproven_one_and_a_new_one_are_answered_the_same()
    {
        await using var strict = await StartAsync();
        var (proven, unproven, fresh) = (Api.NewEmail("proven"), Api.NewEmail("unproven"), Api.NewEmail("fresh"));
        await RegisterAsync(strict, proven);
        await OpenAsync(strict, proven);
        await RegisterAsync(strict, unproven);

        var answers = new List<string>();
        foreach (var email in new[] { proven, unproven, fresh })
        {
            var answer = await RegisterAsync(strict, email, AnotherPassword);
            answers.Add($"{(int)answer.StatusCode} {string.Join(',', answer.Headers.Select(h => h.Key).Order(StringComparer.Ordinal))} {await answer.Content.ReadAsStringAsync(Ct)}");
            await (await strict.NewClient().LogInAsync(email, Ct, AnotherPassword)).ShouldBeProblemAsync(401, "auth.invalid_credentials", Ct);
        }

        answers.Distinct().ShouldHaveSingleItem().ShouldStartWith("202 ");
        (await SubjectsAsync(strict, proven)).ShouldBe([Proof, Known]);
        (await SubjectsAsync(strict, unproven)).ShouldBe([Proof, Proof]);
        (await SubjectsAsync(strict, fresh)).ShouldBe([Proof, Proof], "the second by the log-in with the right password");
        (await strict.NewClient().LogInAsync(proven, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK, "the password of its owner is as good as before");
    }

    [Fact]
    public async Task Nobody_is_let_in_before_the_link_was_opened()
    {
        await using var strict = await StartAsync();
        var email = Api.NewEmail();
        var registered = await RegisterAsync(strict, email);
        registered.Headers.Contains("Set-Cookie").ShouldBeFalse();

        var (right, wrong) = (await strict.NewClient().LogInAsync(email, Ct), await strict.NewClient().LogInAsync(email, Ct, "not the password"));
        (await right.ShouldBeProblemAsync(401, "auth.invalid_credentials", Ct)).Detail.ShouldBe((await wrong.ShouldBeProblemAsync(401, "auth.invalid_credentials", Ct)).Detail);
        await OpenAsync(strict, email);

        (await strict.NewClient().LogInAsync(email, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_reset_proves_the_address_as_well()
    {
        await using var strict = await StartAsync();
        var email = Api.NewEmail();
        await RegisterAsync(strict, email);
        await strict.NewClient().PostAsJsonAsync("/api/auth/forgot", new { email }, Ct);
        var token = await strict.MailedTokenAsync(email, "Set a new password", Ct);

        (await strict.NewClient().PostAsJsonAsync("/api/auth/reset", new { token, password = AnotherPassword }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await strict.NewClient().LogInAsync(email, Ct, AnotherPassword)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_chosen_name_that_is_taken_gets_a_suffix_so_that_it_tells_nothing()
    {
        await using var strict = await StartAsync();
        var known = Api.NewEmail("known");
        await RegisterAsync(strict, known, name: "ada");
        await OpenAsync(strict, known);

        // Had the second made an account, the name would be taken for the third.
        await RegisterAsync(strict, known, name: "lovelace");
        var third = Api.NewEmail("third");
        (await RegisterAsync(strict, third, name: "Ada")).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        (await strict.ScalarAsync<string>("SELECT username FROM users WHERE email = @p0", Ct, third)).ShouldStartWith("Ada-");
        (await strict.ScalarAsync<int>("SELECT COUNT(*) FROM users WHERE username = 'lovelace'", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task Twenty_registrations_of_one_address_at_once_make_one_account()
    {
        await using var strict = await StartAsync();
        var email = Api.NewEmail();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RegisterAsync(strict, email)));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Accepted);
        (await strict.ScalarAsync<int>("SELECT COUNT(*) FROM users WHERE email = @p0", Ct, email)).ShouldBe(1);
    }

    [Fact]
    public async Task A_guest_becomes_an_account_with_everything_kept_when_the_link_is_opened()
    {
        await using var strict = await StartAsync();
        var (client, guest) = await GuestAsync(strict);
        var email = Api.NewEmail("kept");

        (await client.PostAsJsonAsync("/api/auth/claim", new { email, password = Api.Password, username = "grace" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await (await client.GetAsync("/api/user/me", Ct)).ReadAsync<SessionUser>(Ct)).ShouldBe(guest.User, "a guest until then");
        (await strict.NewClient().LogInAsync(email, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var token = await strict.MailedTokenAsync(email, Proof, Ct);
        (await VerifyAsync(strict, token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await client.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the guest's sessions end with the guest");
        var user = (await (await strict.NewClient().LogInAsync(email, Ct)).ReadAsync<Session>(Ct)).User;
        (user.Id, user.Username, user.IsGuest, user.EmailVerified).ShouldBe((guest.User.Id, "grace", false, true));
        await (await VerifyAsync(strict, token)).ShouldBeProblemAsync(410, "auth.link_expired", Ct);
        (await strict.ScalarAsync<int>("SELECT COUNT(*) FROM account_links WHERE password IS NOT NULL", Ct)).ShouldBe(0, "the hash waits nowhere any more");
    }

    [Fact]
    public async Task A_guest_who_wants_a_known_address_stays_a_guest_and_learns_nothing()
    {
        await using var strict = await StartAsync();
        var (email, name) = (Api.NewEmail("owner"), "owner");
        await RegisterAsync(strict, email, name: name);
        await OpenAsync(strict, email);
        var (client, guest) = await GuestAsync(strict);

        var claimed = await client.PostAsJsonAsync("/api/auth/claim", new { email, password = AnotherPassword, username = name }, Ct);

        claimed.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await SubjectsAsync(strict, email)).ShouldBe([Proof, Known]);
        (await (await client.GetAsync("/api/user/me", Ct)).ReadAsync<SessionUser>(Ct)).ShouldBe(guest.User);
        (await strict.NewClient().LogInAsync(email, Ct, AnotherPassword)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Of_two_guests_who_want_one_address_the_first_to_open_a_link_gets_it()
    {
        await using var strict = await StartAsync();
        var email = Api.NewEmail("wanted");
        var tokens = new List<string>();
        for (var guest = 0; guest < 2; guest++)
        {
            var (client, _) = await GuestAsync(strict);
            await client.PostAsJsonAsync("/api/auth/claim", new { email, password = Api.Password }, Ct);
            tokens.Add(Mailbox.TokenIn((await strict.MailToAsync(email, Ct)).Last(m => m.Subject == Proof && !tokens.Contains(Mailbox.TokenIn(m)))));
        }

        (await VerifyAsync(strict, tokens[1])).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await VerifyAsync(strict, tokens[0])).ShouldBeProblemAsync(409, "account.exists", Ct);
    }

    private Task<GreenroomApp> StartAsync() => app.StartAnotherAsync(new AppSetup { Settings = { ["Accounts:RequireVerifiedEmail"] = "true" } });

    private static Task<HttpResponseMessage> RegisterAsync(GreenroomApp strict, string email, string password = Api.Password, string? name = null) =>
        strict.NewClient().PostAsJsonAsync("/api/auth/register", new { email, password, username = name }, Ct);

    private static async Task<(HttpClient Client, Session Guest)> GuestAsync(GreenroomApp strict)
    {
        var client = strict.NewClient();
        var guest = await (await client.PostAsync("/api/auth/demo", content: null, Ct)).ReadAsync<Session>(Ct);
        client.Bear(guest);
        return (client, guest);
    }

    private static async Task OpenAsync(GreenroomApp strict, string email) =>
        (await VerifyAsync(strict, await strict.MailedTokenAsync(email, Proof, Ct))).StatusCode.ShouldBe(HttpStatusCode.OK);

    private static Task<HttpResponseMessage> VerifyAsync(GreenroomApp strict, string token) => strict.NewClient().PostAsJsonAsync("/api/auth/verify", new { token }, Ct);

    private static async Task<IEnumerable<string?>> SubjectsAsync(GreenroomApp strict, string email) => (await strict.MailToAsync(email, Ct)).Select(m => m.Subject).Order(StringComparer.Ordinal);
}

public sealed class ProvenAddressOnSqlite(SqliteApp app) : ProvenAddressTests(app), IClassFixture<SqliteApp>;

public sealed class ProvenAddressOnPostgres(PostgresApp app) : ProvenAddressTests(app), IClassFixture<PostgresApp>;
