using System.Net;
using System.Net.Http.Json;
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

        await ResetAsync(email);

        (await app.LogInWithPasskeyAsync(before, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "added before the address was confirmed");
        (await app.LogInWithPasskeyAsync(after, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "added after it");
        (await app.MailToAsync(email, Ct)).Single(m => m.Subject == "Your password has changed").TextBody.ShouldNotBeNull().ShouldContain("other keys were taken off");
        (await app.ScalarAsync<string>("SELECT detail FROM audit_events WHERE user_id = @p0 AND name = 'account.password_reset'", Ct, session.User.Id)).ShouldBe("other keys taken off");
        before.Dispose();
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
        phone.Dispose();
    }

    [Fact]
    public async Task A_reset_shows_whose_the_account_is_and_keys_that_are_added_later_stay_at_the_next()
    {
        var (_, session, stale) = await app.SignUpWithPasskeyAsync(Ct);
        var email = session.User.Email!;
        await OpenAsync(app.NewClient(), email);
        await ResetAsync(email);
        var client = app.NewClient();
        client.Bear(await (await client.LogInAsync(email, Ct, NewPassword)).ReadAsync<Session>(Ct));
        using var phone = new SoftAuthenticator();
        await client.AddPasskeyAsync(phone, await (await client.BeginPasskeyAsync(Ct, NewPassword)).ReadAsync<PasskeyOptions>(Ct), Ct);

        await ResetAsync(email);

        (await app.LogInWithPasskeyAsync(phone, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        stale.Dispose();
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
        key.Dispose();
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

        await using (var scope = app.Services.CreateAsyncScope())
        {
            (await scope.ServiceProvider.GetRequiredService<AdminCommand>().CreateAsync(email, Ct)).ShouldNotBeNull("a link decides whose it is");
        }

        (await squatter.LogInAsync(email, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task OpenAsync(HttpClient client, string email, string subject = "Confirm your e-mail address")
    {
        var token = await app.MailedTokenAsync(email, subject, Ct);
        (await client.PostAsJsonAsync("/api/auth/verify", new { token }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task ResetAsync(string email)
    {
        // The newest mail is the one that counts; one may follow another.
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var client = app.NewClient();
        await client.PostAsJsonAsync("/api/auth/forgot", new { email }, Ct);
        var token = await app.MailedTokenAsync(email, "Set a new password", Ct);
        (await client.PostAsJsonAsync("/api/auth/reset", new { token, password = NewPassword }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }
}

public sealed class PreHijackOnSqlite(SqliteApp app) : PreHijackTests(app), IClassFixture<SqliteApp>;

public sealed class PreHijackOnPostgres(PostgresApp app) : PreHijackTests(app), IClassFixture<PostgresApp>;
