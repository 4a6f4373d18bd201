using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Greenroom.Accounts.Admin;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Accounts;

/// <summary>
/// Somebody registers with an address that is not theirs, hangs a key on the account, and waits for its owner (Sudhodanan and Paverd, Pre-hijacked Accounts,
/// USENIX Security 2022: the trojan identifier). That the owner has once pressed Continue in a mail must not keep the key good.
/// </summary>
public abstract class PreHijackTests(GreenroomApp app)
{
    private const string NewPassword = "another horse, another battery";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_of_an_account_whose_link_a_stranger_to_it_opened_do_not_outlive_the_first_mailed_reset()
    {
        var (squatter, session, before) = await app.SignUpWithPasskeyAsync(Ct);
        var email = session.User.Email!;
        await OpenAsync(app.NewClient(), email);
        using var after = new SoftAuthenticator();
        (await squatter.AddPasskeyAsync(after, await (await squatter.BeginPasskeyAsync(Ct)).ReadAsync<PasskeyOptions>(Ct), Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);

        await app.ExecuteAsync(
            "INSERT INTO external_logins (id, user_id, provider, provider_user_id, name, created_at) VALUES (@p0, @p1, 'github', @p2, 'mallory', @p3)", Ct,
            Guid.Parse("019ab9b0-1f40-7b3c-8a55-2d4e6f8a9b11"), session.User.Id, "40400404", app.Clock.UtcNow);

        await ResetAsync(email);

        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM external_logins WHERE user_id = @p0", Ct, session.User.Id)).ShouldBe(0);
        (await app.LogInWithPasskeyAsync(before, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "added before the address was confirmed");
        (await app.LogInWithPasskeyAsync(after, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "added after it");
        (await app.MailToAsync(email, Ct)).Single(m => m.Subject == "Your password has changed").TextBody.ShouldNotBeNull().ShouldContain("other ways in (passkeys, a link to GitHub) were taken off");
        (await app.ScalarAsync<string>("SELECT detail FROM audit_events WHERE user_id = @p0 AND name = 'account.password_reset'", Ct, session.User.Id)).ShouldBe("other keys taken off");
    }

    [Fact]
    public async Task Of_an_account_whose_address_nobody_confirmed_a_reset_takes_away_every_key_and_the_second_factor_too()
    {
        var thief = await app.SignUpProtectedAsync(Ct);
        using var key = new SoftAuthenticator();
        var begun = await thief.Client.PostAsJsonAsync("/api/user/me/passkeys/options", new { current_password = Api.Password, code = thief.CodeAt(app.Clock.UtcNow) }, Ct);
        var options = await begun.Content.ReadFromJsonAsync<JsonElement>(Ct);
        var credential = key.Create(options.GetProperty("options").GetString()!);
        var added = await thief.Client.PostAsJsonAsync("/api/user/me/passkeys", new { ceremony = options.GetProperty("ceremony"), credential, name = "A spare key" }, Ct);
        added.StatusCode.ShouldBe(HttpStatusCode.Created, await added.Content.ReadAsStringAsync(Ct));

        await ResetAsync(thief.Email);

        (await app.NewClient().LogInAsync(thief.Email, Ct, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.OK, "no code of the thief's app is asked for");
        (await app.LogInWithPasskeyAsync(key, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Whoever_opened_the_link_signed_in_keeps_the_keys_at_a_reset()
    {
        var (client, session, phone) = await app.SignUpWithPasskeyAsync(Ct);
        var email = session.User.Email!;
        await OpenAsync(client, email);

        await ResetAsync(email);

        (await app.LogInWithPasskeyAsync(phone, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.MailToAsync(email, Ct)).Single(m => m.Subject == "Your password has changed").TextBody.ShouldNotBeNull().ShouldNotContain("taken off");
    }

    [Fact]
    public async Task A_reset_shows_whose_the_account_is_and_keys_that_are_added_later_stay_at_the_next()
    {
        var email = (await app.NewClient().RegisterAsync(Api.NewEmail(), Ct)).User.Email!;
        await OpenAsync(app.NewClient(), email);
        await ResetAsync(email);
        var client = app.NewClient();
        client.Bear(await (await client.LogInAsync(email, Ct, NewPassword)).ReadAsync<Session>(Ct));
        using var phone = new SoftAuthenticator();
        await client.AddPasskeyAsync(phone, await (await client.BeginPasskeyAsync(Ct, NewPassword)).ReadAsync<PasskeyOptions>(Ct), Ct);

        await ResetAsync(email);

        (await app.LogInWithPasskeyAsync(phone, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_of_another_account_and_one_that_has_ended_show_nothing()
    {
        var another = app.NewClient();
        another.Bear(await another.RegisterAsync(Api.NewEmail("another"), Ct));
        var (_, ada, adas) = await app.SignUpWithPasskeyAsync(Ct);
        await OpenAsync(another, ada.User.Email!);
        var (left, grace, graces) = await app.SignUpWithPasskeyAsync(Ct);
        (await left.PostAsync("/api/auth/logout", content: null, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await OpenAsync(left, grace.User.Email!);

        await ResetAsync(ada.User.Email!);
        await ResetAsync(grace.User.Email!);

        (await app.LogInWithPasskeyAsync(adas, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.LogInWithPasskeyAsync(graces, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Who_opened_the_link_elsewhere_confirms_once_more_and_keeps_the_keys()
    {
        var (client, session, phone) = await app.SignUpWithPasskeyAsync(Ct);
        var email = session.User.Email!;
        await OpenAsync(app.NewClient(), email);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        (await client.PostAsync("/api/auth/verify/send", content: null, Ct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await OpenAsync(client, email);
        await (await client.PostAsync("/api/auth/verify/send", content: null, Ct)).ShouldBeProblemAsync(409, "account.email_verified_already", Ct);

        await ResetAsync(email);

        (await app.LogInWithPasskeyAsync(phone, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_link_that_the_operator_printed_does_not_show_that_the_mail_is_read()
    {
        var squatter = app.NewClient();
        var email = (await squatter.RegisterAsync(Api.NewEmail("helpless"), Ct)).User.Email!;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var link = await scope.ServiceProvider.GetRequiredService<AdminCommand>().ResetPasswordAsync(email, Ct);
            (await squatter.PostAsJsonAsync("/api/auth/reset", new { token = link!.Split('/')[^1], password = NewPassword }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        squatter.Bear(await (await squatter.LogInAsync(email, Ct, NewPassword)).ReadAsync<Session>(Ct));
        using var key = new SoftAuthenticator();
        (await squatter.AddPasskeyAsync(key, await (await squatter.BeginPasskeyAsync(Ct, NewPassword)).ReadAsync<PasskeyOptions>(Ct), Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);

        await ResetAsync(email);

        (await app.LogInWithPasskeyAsync(key, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Where_addresses_have_to_be_proven_a_link_that_opened_a_strangers_registration_keeps_no_key_of_theirs()
    {
        await using var strict = await app.StartAnotherAsync(new AppSetup { Settings = { ["Accounts:RequireVerifiedEmail"] = "true" } });
        var (squatter, email) = (strict.NewClient(), Api.NewEmail("opened"));
        await squatter.PostAsJsonAsync("/api/auth/register", new { email, password = Api.Password }, Ct);
        await OpenAsync(strict.NewClient(), email, "Open your Greenroom account", strict);
        squatter.Bear(await (await squatter.LogInAsync(email, Ct)).ReadAsync<Session>(Ct));
        using var key = new SoftAuthenticator();
        (await squatter.AddPasskeyAsync(key, await (await squatter.BeginPasskeyAsync(Ct)).ReadAsync<PasskeyOptions>(Ct), Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);

        await ResetAsync(email, strict);

        (await strict.LogInWithPasskeyAsync(key, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_move_to_an_address_that_somebody_else_confirms_keeps_no_keys_either()
    {
        var (squatter, session, key) = await app.SignUpWithPasskeyAsync(Ct);
        await OpenAsync(squatter, session.User.Email!);
        var email = Api.NewEmail("moved");
        (await squatter.PostAsJsonAsync("/api/auth/email", new { email, current_password = Api.Password }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await OpenAsync(app.NewClient(), email, "Confirm your new e-mail address");

        await ResetAsync(email);

        (await app.LogInWithPasskeyAsync(key, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_second_factor_stays_because_it_opens_nothing()
    {
        var ada = await app.SignUpProtectedAsync(Ct);
        await OpenAsync(app.NewClient(), ada.Email);

        await ResetAsync(ada.Email);

        await (await app.NewClient().LogInAsync(ada.Email, Ct, NewPassword)).ShouldBeProblemAsync(401, "auth.second_factor_required", Ct);
    }

    [Fact]
    public async Task An_account_that_a_stranger_confirmed_does_not_become_administrator_with_its_password()
    {
        var squatter = app.NewClient();
        var email = (await squatter.RegisterAsync(Api.NewEmail("operator"), Ct)).User.Email!;
        await OpenAsync(app.NewClient(), email);

        var link = (await MakeAdministratorAsync(email)).ShouldNotBeNull("a link decides whose it is");

        (await squatter.LogInAsync(email, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await squatter.PostAsJsonAsync("/api/auth/reset", new { token = link.Split('/')[^1], password = NewPassword }, Ct);
        (await MakeAdministratorAsync(email)).ShouldBeNull("who administers already keeps the password");
        (await squatter.LogInAsync(email, Ct, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<string?> MakeAdministratorAsync(string email)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AdminCommand>().CreateAsync(email, mailed: false, Ct);
    }

    private async Task OpenAsync(HttpClient client, string email, string subject = "Confirm your e-mail address", GreenroomApp? at = null)
    {
        var token = await (at ?? app).MailedTokenAsync(email, subject, Ct);
        (await client.PostAsJsonAsync("/api/auth/verify", new { token }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task ResetAsync(string email, GreenroomApp? at = null)
    {
        at ??= app;

        // The newest mail is the one that counts; one may follow another.
        at.Clock.Advance(TimeSpan.FromSeconds(1));
        var client = at.NewClient();
        await client.PostAsJsonAsync("/api/auth/forgot", new { email }, Ct);
        var token = await at.MailedTokenAsync(email, "Set a new password", Ct);
        (await client.PostAsJsonAsync("/api/auth/reset", new { token, password = NewPassword }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }
}

public sealed class PreHijackOnSqlite(SqliteApp app) : PreHijackTests(app), IClassFixture<SqliteApp>;

public sealed class PreHijackOnPostgres(PostgresApp app) : PreHijackTests(app), IClassFixture<PostgresApp>;
