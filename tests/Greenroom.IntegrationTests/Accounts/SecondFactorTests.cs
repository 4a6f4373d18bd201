using System.Net;
using System.Net.Http.Json;
using System.Text;
using Greenroom.Accounts.SecondFactor;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace Greenroom.IntegrationTests.Accounts;

public abstract class SecondFactorTests(GreenroomApp app)
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected GreenroomApp App => app;

    private DateTime Now => app.Clock.UtcNow;

    [Fact]
    public async Task It_is_on_once_a_first_code_was_confirmed_and_not_before()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        client.Bear(session);
        var email = session.User.Email!;

        var setup = await (await client.ProposeFactorAsync(Ct)).ReadAsync<SecondFactorSetup>(Ct);
        var before = await client.FactorAsync(Ct);
        var loginBefore = await client.LogInAsync(email, Ct);
        var wrong = await client.ConfirmFactorAsync("000000", Ct);
        var confirmed = await (await client.ConfirmFactorAsync(SecondFactors.CodeAt(setup.Secret, Now), Ct)).ReadAsync<NewRecoveryCodes>(Ct);
        var after = await client.FactorAsync(Ct);

        Base32Encoding.ToBytes(setup.Secret).Length.ShouldBe(20, "160 bits");
        setup.Uri.ShouldBe($"otpauth://totp/Greenroom%3A{Uri.EscapeDataString(email)}?secret={setup.Secret}&issuer=Greenroom&algorithm=SHA1&digits=6&period=30");
        before.ShouldBe(new SecondFactorState(false, 0, null));
        loginBefore.StatusCode.ShouldBe(HttpStatusCode.OK, "a proposal protects nothing and locks nobody out");
        await wrong.ShouldBeProblemAsync(422, "second_factor.code_wrong", Ct);
        confirmed.RecoveryCodes.Distinct().Count().ShouldBe(10);
        confirmed.RecoveryCodes.ShouldAllBe(code => code.Length == 14);
        after.Enabled.ShouldBeTrue();
        after.RecoveryCodesLeft.ShouldBe(10);
        after.EnabledAt.ShouldBe(Now);
        (await client.RefreshAsync(session.RefreshToken, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK, "sessions go on");
        (await app.MailToAsync(email, Ct)).Count(m => m.Subject == "The second factor is on").ShouldBe(1);
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM audit_events WHERE user_id = @p0 AND name = 'account.second_factor_enabled'", Ct, session.User.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task Of_what_was_begun_an_hour_ago_nobody_can_guess_the_first_code()
    {
        var client = app.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        client.Bear(session);
        var setup = await (await client.ProposeFactorAsync(Ct)).ReadAsync<SecondFactorSetup>(Ct);

        app.Clock.Advance(TimeSpan.FromMinutes(61));
        client.Bear(await (await client.RefreshAsync(session.RefreshToken, Ct)).ReadAsync<Session>(Ct));
        await (await client.ConfirmFactorAsync(SecondFactors.CodeAt(setup.Secret, Now), Ct)).ShouldBeProblemAsync(409, "second_factor.not_begun", Ct);
    }

    [Fact]
    public async Task First_codes_are_counted_by_account_like_passwords()
    {
        await using var limited = await app.StartAnotherAsync(new AppSetup { Settings = { ["RateLimits:Enabled"] = "true", ["RateLimits:LoginPerAccountPerMinute"] = "3" } });
        var client = await limited.SignUpAsync(Ct);
        await client.ProposeFactorAsync(Ct);

        var answers = new List<HttpStatusCode>();
        for (var guess = 0; guess < 4; guess++)
        {
            answers.Add((await client.ConfirmFactorAsync("000000", Ct)).StatusCode);
        }

        answers.ShouldBe([HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], "the password of the set-up was the first of three");
    }

    [Fact]
    public async Task A_log_in_asks_for_the_code_only_after_the_right_password()
    {
        var ada = await app.SignUpProtectedAsync(Ct);
        var client = app.NewClient();

        await (await client.LogInAsync(ada.Email, Ct)).ShouldBeProblemAsync(401, "auth.second_factor_required", Ct);
        await (await client.LogInWithCodeAsync(ada.Email, ada.CodeAt(Now), Ct, "a wrong password")).ShouldBeProblemAsync(401, "auth.invalid_credentials", Ct);
        await (await client.LogInAsync(ada.Email, Ct, "a wrong password")).ShouldBeProblemAsync(401, "auth.invalid_credentials", Ct);
        await (await client.LogInWithCodeAsync(ada.Email, "not a code", Ct)).ShouldBeProblemAsync(401, "auth.second_factor_invalid", Ct);
        var right = await client.LogInWithCodeAsync(ada.Email, ada.CodeAt(Now).Insert(3, " "), Ct);

        right.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.ScalarAsync<int>("SELECT access_failed_count FROM users WHERE id = @p0", Ct, ada.User.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task A_code_is_taken_once()
    {
        var ada = await app.SignUpProtectedAsync(Ct);
        var code = ada.CodeAt(Now);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.NewClient().LogInWithCodeAsync(ada.Email, code, Ct)));
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        var replayed = await app.NewClient().LogInWithCodeAsync(ada.Email, code, Ct);
        var earlier = await app.NewClient().LogInWithCodeAsync(ada.Email, ada.CodeAt(Now.AddSeconds(-30)), Ct);
        var next = await app.NewClient().LogInWithCodeAsync(ada.Email, ada.CodeAt(Now), Ct);

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        await replayed.ShouldBeProblemAsync(401, "auth.second_factor_invalid", Ct);
        await earlier.ShouldBeProblemAsync(401, "auth.second_factor_invalid", Ct);
        next.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_code_of_the_set_up_does_not_log_in()
    {
        var client = await app.SignUpAsync(Ct);
        var setup = await (await client.ProposeFactorAsync(Ct)).ReadAsync<SecondFactorSetup>(Ct);
        var code = SecondFactors.CodeAt(setup.Secret, Now);
        await client.ConfirmFactorAsync(code, Ct);

        var user = await (await client.GetAsync("/api/user/me", Ct)).ReadAsync<SessionUser>(Ct);
        await (await client.LogInWithCodeAsync(user.Email!, code, Ct)).ShouldBeProblemAsync(401, "auth.second_factor_invalid", Ct);
    }

    [Fact]
    public async Task A_recovery_code_logs_in_once_and_its_owner_is_told()
    {
        var ada = await app.SignUpProtectedAsync(Ct);
        var client = app.NewClient();
        var asWritten = ada.RecoveryCodes[3].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal);

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => client.LogInWithCodeAsync(ada.Email, asWritten, Ct)));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        (await ada.Client.FactorAsync(Ct)).RecoveryCodesLeft.ShouldBe(9);
        (await app.MailToAsync(ada.Email, Ct)).Single(m => m.Subject == "A recovery code was used").TextBody!.ShouldContain("9 are left");
        (await app.ScalarAsync<string>("SELECT detail FROM audit_events WHERE user_id = @p0 AND name = 'account.recovery_code_used'", Ct, ada.User.Id)).ShouldBe("9 left");
    }

    [Fact]
    public async Task New_recovery_codes_replace_the_old_ones()
    {
        var ada = await app.SignUpProtectedAsync(Ct);

        await (await ada.Client.RenewCodesAsync(ada.CodeAt(Now), Ct, "a wrong password")).ShouldBeProblemAsync(422, "auth.password_wrong", Ct);
        await (await ada.Client.RenewCodesAsync("000000", Ct)).ShouldBeProblemAsync(422, "second_factor.code_wrong", Ct);
        var renewed = await (await ada.Client.RenewCodesAsync(ada.CodeAt(Now), Ct)).ReadAsync<NewRecoveryCodes>(Ct);

        renewed.RecoveryCodes.Intersect(ada.RecoveryCodes).ShouldBeEmpty();
        await (await app.NewClient().LogInWithCodeAsync(ada.Email, ada.RecoveryCodes[0], Ct)).ShouldBeProblemAsync(401, "auth.second_factor_invalid", Ct);
        (await app.NewClient().LogInWithCodeAsync(ada.Email, renewed.RecoveryCodes[0], Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_has_the_password_cannot_guess_codes_for_ever()
    {
        var ada = await app.SignUpProtectedAsync(Ct);
        var client = app.NewClient();

        for (var guess = 0; guess < 10; guess++)
        {
            // Between the guesses the right password alone, here and in a session, which must not end the count.
            await (await client.LogInAsync(ada.Email, Ct)).ShouldBeProblemAsync(401, "auth.second_factor_required", Ct);
            await (await ada.Client.ProposeFactorAsync(Ct)).ShouldBeProblemAsync(409, "second_factor.on_already", Ct);
            await (await client.LogInWithCodeAsync(ada.Email, "not a code", Ct)).ShouldBeProblemAsync(401, "auth.second_factor_invalid", Ct);
        }

        (await client.LogInWithCodeAsync(ada.Email, ada.CodeAt(Now), Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the right code, placed last");
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        (await client.LogInWithCodeAsync(ada.Email, ada.CodeAt(Now), Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_forty_guesses_at_once_ten_are_looked_at()
    {
        var ada = await app.SignUpProtectedAsync(Ct);
        var client = app.NewClient();

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => client.LogInWithCodeAsync(ada.Email, "not a code", Ct)));

        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM audit_events WHERE user_id = @p0 AND name = 'session.login_failed'", Ct, ada.User.Id)).ShouldBeLessThanOrEqualTo(10);
        (await client.LogInWithCodeAsync(ada.Email, ada.CodeAt(Now), Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task It_is_switched_off_with_both_factors_and_can_be_set_up_anew()
    {
        var ada = await app.SignUpProtectedAsync(Ct);

        await (await ada.Client.ProposeFactorAsync(Ct)).ShouldBeProblemAsync(409, "second_factor.on_already", Ct);
        await (await ada.Client.DisableFactorAsync(ada.CodeAt(Now), Ct, "a wrong password")).ShouldBeProblemAsync(422, "auth.password_wrong", Ct);
        await (await ada.Client.DisableFactorAsync("000 000", Ct)).ShouldBeProblemAsync(422, "second_factor.code_wrong", Ct);
        var disabled = await ada.Client.DisableFactorAsync(ada.CodeAt(Now), Ct);

        disabled.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ada.Client.FactorAsync(Ct)).ShouldBe(new SecondFactorState(false, 0, null));
        (await app.NewClient().LogInAsync(ada.Email, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await ada.Client.DisableFactorAsync(ada.CodeAt(Now), Ct)).ShouldBeProblemAsync(409, "second_factor.not_on", Ct);
        await (await ada.Client.RenewCodesAsync(ada.CodeAt(Now), Ct)).ShouldBeProblemAsync(409, "second_factor.not_on", Ct);
        await (await ada.Client.ConfirmFactorAsync("000000", Ct)).ShouldBeProblemAsync(409, "second_factor.not_begun", Ct);
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM recovery_codes WHERE user_id = @p0", Ct, ada.User.Id)).ShouldBe(0);
        (await app.MailToAsync(ada.Email, Ct)).Count(m => m.Subject == "The second factor is off").ShouldBe(1);
        (await ada.Client.ProposeFactorAsync(Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_changes_or_ends_the_account_asks_for_the_code_as_well()
    {
        var ada = await app.SignUpProtectedAsync(Ct);
        Task<HttpResponseMessage> Password(string? code) => ada.Client.PostAsJsonAsync("/api/auth/password", new { current_password = Api.Password, password = "another horse, another battery", code }, Ct);
        Task<HttpResponseMessage> Address(string? code) => ada.Client.PostAsJsonAsync("/api/auth/email", new { current_password = Api.Password, email = Api.NewEmail(), code }, Ct);
        Task<HttpResponseMessage> Deletion(string? code) => ada.Client.PostAsJsonAsync("/api/user/me/deletion", new { confirm = ada.User.Username, password = Api.Password, code }, Ct);

        foreach (var ask in new[] { Password, Address, Deletion })
        {
            await (await ask(null)).ShouldBeProblemAsync(422, "second_factor.code_wrong", Ct);
            await (await ask("000000")).ShouldBeProblemAsync(422, "second_factor.code_wrong", Ct);
        }

        (await Address(ada.CodeAt(Now))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await Deletion(ada.RecoveryCodes[0])).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await app.NewClient().LogInWithCodeAsync(ada.Email, ada.RecoveryCodes[1], Ct)).StatusCode.ShouldBe(HttpStatusCode.OK, "the password is the old one still");
    }

    [Fact]
    public async Task A_new_password_by_mail_does_not_switch_it_off()
    {
        var ada = await app.SignUpProtectedAsync(Ct);
        var client = app.NewClient();
        await client.PostAsJsonAsync("/api/auth/verify", new { token = await app.MailedTokenAsync(ada.Email, "Confirm your e-mail address", Ct) }, Ct);
        await client.PostAsJsonAsync("/api/auth/forgot", new { email = ada.Email }, Ct);
        var token = await app.MailedTokenAsync(ada.Email, "Set a new password", Ct);

        (await client.PostAsJsonAsync("/api/auth/reset", new { token, password = "another horse, another battery" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await (await client.LogInAsync(ada.Email, Ct, "another horse, another battery")).ShouldBeProblemAsync(401, "auth.second_factor_required", Ct);
        (await client.LogInWithCodeAsync(ada.Email, ada.CodeAt(Now), Ct, "another horse, another battery")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_guest_has_to_keep_the_account_first()
    {
        var client = app.NewClient();
        client.Bear(await (await client.PostAsync("/api/auth/demo", content: null, Ct)).ReadAsync<Session>(Ct));

        await (await client.ProposeFactorAsync(Ct)).ShouldBeProblemAsync(422, "account.no_password", Ct);
    }

    [Fact]
    public async Task Neither_the_secret_nor_a_recovery_code_stands_in_the_database_and_a_row_opens_for_its_user_only()
    {
        var ada = await app.SignUpProtectedAsync(Ct);
        var eve = await app.SignUpProtectedAsync(Ct);
        var raw = Base32Encoding.ToBytes(ada.Secret);

        var stored = (await app.ScalarAsync<string>("SELECT secret FROM second_factors WHERE user_id = @p0", Ct, ada.User.Id)).ShouldNotBeNull();
        var hashes = (await app.RowsAsync("SELECT hash FROM recovery_codes WHERE user_id = @p0", Ct, ada.User.Id)).Select(r => (string)r[0]!).ToList();
        await app.ExecuteAsync("UPDATE second_factors SET secret = @p0 WHERE user_id = @p1", Ct, stored, eve.User.Id);
        var copied = await app.NewClient().LogInWithCodeAsync(eve.Email, ada.CodeAt(Now), Ct);

        Convert.ToHexString(Convert.FromBase64String(stored)).ShouldNotContain(Convert.ToHexString(raw));
        stored.ShouldNotContain(ada.Secret);
        hashes.Count.ShouldBe(10);
        hashes.ShouldNotContain(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(ada.RecoveryCodes[0].Replace("-", "", StringComparison.Ordinal)))));
        copied.IsSuccessStatusCode.ShouldBeFalse();
        app.Services.GetRequiredService<AuthenticatorSecret>().StepOf(ada.User.Id, stored, ada.CodeAt(Now), Now).ShouldNotBeNull();
    }
}

public sealed class SecondFactorOnSqlite(SqliteApp app) : SecondFactorTests(app), IClassFixture<SqliteApp>;

public sealed class SecondFactorOnPostgres(PostgresApp app) : SecondFactorTests(app), IClassFixture<PostgresApp>
{
    [Fact]
    public async Task Of_two_nodes_one_takes_the_code()
    {
        await using var other = App.Again();
        await other.InitializeAsync();
        var ada = await App.SignUpProtectedAsync(Ct);
        var code = ada.CodeAt(App.Clock.UtcNow);

        var answers = await Task.WhenAll(new[] { App, other, App, other }.Select(node => node.NewClient().LogInWithCodeAsync(ada.Email, code, Ct)));

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        (await other.NewClient().LogInWithCodeAsync(ada.Email, code, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
