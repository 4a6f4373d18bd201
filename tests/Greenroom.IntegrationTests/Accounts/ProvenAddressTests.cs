using System.Net;
using System.Net.Http.Json;
using Greenroom.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Greenroom.IntegrationTests.Accounts;

/// <summary>A server that demands proven addresses.</summary>
public abstract class ProvenAddressTests(GreenroomApp app)
{
    private const string Opening = "Open your Greenroom account";
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
        (await SubjectsAsync(strict, proven)).ShouldBe([Opening, Known], ignoreOrder: true);
        (await SubjectsAsync(strict, unproven)).ShouldBe([Opening, Opening]);
        (await SubjectsAsync(strict, fresh)).ShouldBe([Opening]);
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
    public async Task Each_link_opens_the_account_with_what_was_chosen_with_it()
    {
        await using var strict = await StartAsync();
        var email = Api.NewEmail("victim");
        await RegisterAsync(strict, email, AnotherPassword, "mallory");
        var stranger = await strict.MailedTokenAsync(email, Opening, Ct);
        await RegisterAsync(strict, email, Api.Password, "owner");
        var own = Mailbox.TokenIn((await strict.MailToAsync(email, Ct)).Single(m => m.Subject == Opening && Mailbox.TokenIn(m) != stranger));

        (await VerifyAsync(strict, own)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await (await strict.NewClient().LogInAsync(email, Ct)).ReadAsync<Session>(Ct)).User.Username.ShouldBe("owner");
        (await strict.NewClient().LogInAsync(email, Ct, AnotherPassword)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await (await VerifyAsync(strict, stranger)).ShouldBeProblemAsync(409, "account.exists", Ct);
        (await strict.NewClient().LogInAsync(email, Ct, AnotherPassword)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_account_from_before_that_nobody_has_proven_goes_to_whoever_opens_the_link_and_no_other_key_fits_any_more()
    {
        var email = Api.NewEmail("before");
        await using var strict = await StartAsync();
        Demand(strict, proof: false);
        var stranger = strict.NewClient();
        var taken = await stranger.RegisterAsync(email, Ct, AnotherPassword);
        stranger.Bear(taken);
        using var phone = new SoftAuthenticator();
        var options = await (await stranger.BeginPasskeyAsync(Ct, AnotherPassword)).ReadAsync<PasskeyOptions>(Ct);
        (await stranger.AddPasskeyAsync(phone, options, Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);
        Demand(strict, proof: true);

        await RegisterAsync(strict, email);
        await OpenAsync(strict, email);

        (await (await strict.NewClient().LogInAsync(email, Ct)).ReadAsync<Session>(Ct)).User.Id.ShouldBe(taken.User.Id);
        (await strict.NewClient().LogInAsync(email, Ct, AnotherPassword)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await stranger.GetAsync("/api/user/me", Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await strict.ScalarAsync<int>("SELECT COUNT(*) FROM passkeys WHERE user_id = @p0", Ct, taken.User.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task An_account_from_before_is_reminded_at_its_log_in_and_a_reset_proves_its_address_as_well()
    {
        await using var strict = await StartAsync();
        var (email, forgetful) = (Api.NewEmail("reminded"), Api.NewEmail("forgetful"));
        Demand(strict, proof: false);
        await strict.NewClient().RegisterAsync(email, Ct);
        await strict.NewClient().RegisterAsync(forgetful, Ct);
        Demand(strict, proof: true);

        await (await strict.NewClient().LogInAsync(email, Ct)).ShouldBeProblemAsync(401, "auth.invalid_credentials", Ct);
        (await SubjectsAsync(strict, email)).ShouldBe(["Confirm your e-mail address", "Confirm your e-mail address"], "the second by the log-in with the right password");
        await strict.NewClient().PostAsJsonAsync("/api/auth/forgot", new { email = forgetful }, Ct);
        var token = await strict.MailedTokenAsync(forgetful, "Set a new password", Ct);
        (await strict.NewClient().PostAsJsonAsync("/api/auth/reset", new { token, password = AnotherPassword }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await strict.NewClient().LogInAsync(forgetful, Ct, AnotherPassword)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_chosen_name_is_taken_only_by_the_link_so_that_it_tells_nothing()
    {
        await using var strict = await StartAsync();
        var (first, second) = (Api.NewEmail("first"), Api.NewEmail("second"));
        await RegisterAsync(strict, first, name: "ada");
        await RegisterAsync(strict, second, name: "Ada");
        var (guest, _) = await GuestAsync(strict);

        // Had one of them made an account, a guest could not have its name.
        (await guest.PatchAsJsonAsync("/api/user/me", new { username = "ada" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await strict.ScalarAsync<int>("SELECT COUNT(*) FROM users", Ct)).ShouldBe(1);

        await OpenAsync(strict, first);
        await OpenAsync(strict, second);
        (await strict.ScalarAsync<string>("SELECT username FROM users WHERE email = @p0", Ct, first)).ShouldStartWith("ada-");
        (await strict.ScalarAsync<string>("SELECT username FROM users WHERE email = @p0", Ct, second)).ShouldStartWith("Ada-");
    }

    [Fact]
    public async Task Of_ten_links_for_one_address_opened_at_once_one_makes_the_account()
    {
        await using var strict = await StartAsync();
        var email = Api.NewEmail();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RegisterAsync(strict, email)));
        var tokens = (await strict.MailToAsync(email, Ct)).Select(Mailbox.TokenIn).ToList();

        var answers = await Task.WhenAll(tokens.Select(token => VerifyAsync(strict, token)));

        tokens.Count.ShouldBe(10);
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Where(a => a.StatusCode != HttpStatusCode.OK).ShouldAllBe(a => a.StatusCode == HttpStatusCode.Conflict);
        (await strict.ScalarAsync<int>("SELECT COUNT(*) FROM users WHERE email = @p0", Ct, email)).ShouldBe(1);
    }

    [Fact]
    public async Task What_nobody_opens_in_a_day_is_gone()
    {
        await using var strict = await StartAsync();
        var email = Api.NewEmail();
        await RegisterAsync(strict, email);
        var token = await strict.MailedTokenAsync(email, Opening, Ct);

        strict.Clock.Advance(TimeSpan.FromHours(25));
        await (await VerifyAsync(strict, token)).ShouldBeProblemAsync(410, "auth.link_expired", Ct);
        strict.Clock.Advance(TimeSpan.FromHours(6));
        await strict.RunAllJobsAsync(Ct);

        (await strict.ScalarAsync<int>("SELECT COUNT(*) FROM pending_registrations", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task A_guest_whose_week_ends_before_the_link_stays_for_as_long_as_the_link_is_good()
    {
        await using var strict = await StartAsync();
        var (client, guest) = await GuestAsync(strict);
        strict.Clock.Advance(TimeSpan.FromDays(6.9));
        client.Bear(await (await client.RefreshAsync(guest.RefreshToken, Ct)).ReadAsync<Session>(Ct));
        var email = Api.NewEmail("late");
        (await client.PostAsJsonAsync("/api/auth/claim", new { email, password = Api.Password }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var token = await strict.MailedTokenAsync(email, Opening, Ct);

        strict.Clock.Advance(TimeSpan.FromHours(23));
        await strict.RunAllJobsAsync(Ct);
        (await VerifyAsync(strict, token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await (await strict.NewClient().LogInAsync(email, Ct)).ReadAsync<Session>(Ct)).User.Id.ShouldBe(guest.User.Id);
    }

    [Fact]
    public async Task Nobody_learns_from_the_end_of_a_guest_whether_an_address_is_known()
    {
        await using var strict = await StartAsync();
        var known = Api.NewEmail("owner");
        await RegisterAsync(strict, known);
        await OpenAsync(strict, known);
        var (client, guest) = await GuestAsync(strict);
        strict.Clock.Advance(TimeSpan.FromDays(6.9));
        client.Bear(await (await client.RefreshAsync(guest.RefreshToken, Ct)).ReadAsync<Session>(Ct));
        await client.PostAsJsonAsync("/api/auth/claim", new { email = known, password = Api.Password }, Ct);

        strict.Clock.Advance(TimeSpan.FromHours(23));
        await strict.RunAllJobsAsync(Ct);

        (await strict.ScalarAsync<int>("SELECT COUNT(*) FROM users WHERE id = @p0", Ct, guest.User.Id)).ShouldBe(1, "as with an address that nobody has");
    }

    [Fact]
    public async Task A_guest_who_is_being_erased_is_not_kept_by_a_link()
    {
        await using var strict = await StartAsync();
        var (client, guest) = await GuestAsync(strict);
        var email = Api.NewEmail("leaving");
        await client.PostAsJsonAsync("/api/auth/claim", new { email, password = Api.Password }, Ct);
        var token = await strict.MailedTokenAsync(email, Opening, Ct);
        await client.PostAsJsonAsync("/api/user/me/deletion", new { confirm = guest.User.Username }, Ct);

        await (await VerifyAsync(strict, token)).ShouldBeProblemAsync(410, "auth.link_expired", Ct);
        await strict.RunAllJobsAsync(Ct);

        (await strict.ScalarAsync<int>("SELECT COUNT(*) FROM users", Ct)).ShouldBe(0);
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
        var token = await strict.MailedTokenAsync(email, Opening, Ct);
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
        (await SubjectsAsync(strict, email)).ShouldBe([Opening, Known], ignoreOrder: true);
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
            tokens.Add(Mailbox.TokenIn((await strict.MailToAsync(email, Ct)).Last(m => m.Subject == Opening && !tokens.Contains(Mailbox.TokenIn(m)))));
        }

        (await VerifyAsync(strict, tokens[1])).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await VerifyAsync(strict, tokens[0])).ShouldBeProblemAsync(409, "account.exists", Ct);
    }

    private Task<GreenroomApp> StartAsync() => app.StartAnotherAsync(new AppSetup { Settings = { ["Accounts:RequireVerifiedEmail"] = "true" } });

    private static void Demand(GreenroomApp strict, bool proof) => strict.Services.GetRequiredService<IOptions<AccountsOptions>>().Value.RequireVerifiedEmail = proof;

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
        (await VerifyAsync(strict, await strict.MailedTokenAsync(email, Opening, Ct))).StatusCode.ShouldBe(HttpStatusCode.OK);

    private static Task<HttpResponseMessage> VerifyAsync(GreenroomApp strict, string token) => strict.NewClient().PostAsJsonAsync("/api/auth/verify", new { token }, Ct);

    private static async Task<IEnumerable<string?>> SubjectsAsync(GreenroomApp strict, string email) => (await strict.MailToAsync(email, Ct)).Select(m => m.Subject).Order(StringComparer.Ordinal);
}

public sealed class ProvenAddressOnSqlite(SqliteApp app) : ProvenAddressTests(app), IClassFixture<SqliteApp>;

public sealed class ProvenAddressOnPostgres(PostgresApp app) : ProvenAddressTests(app), IClassFixture<PostgresApp>;
