using System.Net;
using System.Net.Http.Json;
using Greenroom.IntegrationTests.Operation;

namespace Greenroom.IntegrationTests.Security;

/// <summary>F25, what hangs on the master key itself: second factors, recovery codes and waiting mails. Nobody is led in circles, and the operator has a way out.</summary>
public abstract class LostMasterKeyTests
{
    protected const string Unreadable = "second_factor.unreadable";
    private const string Passkeys = "/api/user/me/passkeys";

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract Task<Place> NewPlaceAsync();

    [Fact]
    public async Task With_another_master_key_a_second_factor_says_so_and_waiting_mails_are_given_up()
    {
        await using var place = await NewPlaceAsync();
        using var phone = new SoftAuthenticator();
        var (ada, eve) = await FillAsync(place, keysAreLost: true, phone);

        await using var app = await place.StartAsync(Place.OtherMasterKey);
        await AskAsync(app, ada, eve);
        await PasskeysOpenAsync(app, ada, phone);
        await NoMailIsTriedAgainAsync(app);

        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM audit_events WHERE user_id = @p0 AND detail = 'second factor not readable'", Ct, ada.User.Id)).ShouldBe(6, "one for each time that it was asked for");
        await app.ShouldHoldInvariantsAsync(Ct);
    }

    /// <summary>Somebody with a second factor and somebody who was about to set one up; their mails wait.</summary>
    private protected static async Task<(Protected Ada, Session Eve)> FillAsync(Place place, bool keysAreLost, SoftAuthenticator? phone = null)
    {
        var before = await place.StartAsync();
        var ada = await before.SignUpProtectedAsync(Ct);
        if (phone is not null)
        {
            var options = await (await ada.Client.PostAsJsonAsync($"{Passkeys}/options", new { current_password = Api.Password, code = ada.CodeAt(before.Clock.UtcNow) }, Ct)).ReadAsync<Challenge>(Ct);
            (await ada.Client.PostAsJsonAsync(Passkeys, new { ceremony = options.Ceremony, credential = phone.Create(options.Options), name = "Phone" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.Created);
            before.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var client = before.NewClient();
        var eve = await client.RegisterAsync(Api.NewEmail("eve"), Ct);
        client.Bear(eve);
        (await client.ProposeFactorAsync(Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        if (keysAreLost)
        {
            await before.ExecuteAsync("DELETE FROM data_protection_keys", Ct);
        }

        await place.StopAsync(before);
        return (ada, eve);
    }

    /// <summary>Whoever has the password is told what is the matter, at the door and inside; whoever has not learns nothing.</summary>
    private static async Task AskAsync(GreenroomApp app, Protected ada, Session eve)
    {
        var stranger = app.NewClient();
        await (await stranger.LogInAsync(ada.Email, Ct)).ShouldBeProblemAsync(409, Unreadable, Ct);
        await (await stranger.LogInWithCodeAsync(ada.Email, ada.CodeAt(app.Clock.UtcNow), Ct)).ShouldBeProblemAsync(409, Unreadable, Ct);
        await (await stranger.LogInWithCodeAsync(ada.Email, ada.RecoveryCodes[0], Ct)).ShouldBeProblemAsync(409, Unreadable, Ct);
        await (await stranger.LogInAsync(ada.Email, Ct, "a wrong password")).ShouldBeProblemAsync(401, "auth.invalid_credentials", Ct);

        // A session goes on: it hangs on JWT_SECRET.
        var inside = app.NewClient();
        inside.Bear(await (await inside.RefreshAsync(ada.RefreshToken, Ct)).ReadAsync<Session>(Ct));
        (await inside.FactorAsync(Ct)).Enabled.ShouldBeTrue();
        await (await inside.DisableFactorAsync(ada.RecoveryCodes[0], Ct)).ShouldBeProblemAsync(409, Unreadable, Ct);
        await (await inside.RenewCodesAsync(ada.CodeAt(app.Clock.UtcNow), Ct)).ShouldBeProblemAsync(409, Unreadable, Ct);
        await (await inside.PostAsJsonAsync($"{Passkeys}/options", new { current_password = Api.Password }, Ct)).ShouldBeProblemAsync(409, Unreadable, Ct);

        // What was only begun is begun anew.
        var beginner = app.NewClient();
        beginner.Bear(eve);
        await (await beginner.ConfirmFactorAsync("123456", Ct)).ShouldBeProblemAsync(409, "second_factor.not_begun", Ct);
        var setup = await (await beginner.ProposeFactorAsync(Ct)).ReadAsync<SecondFactorSetup>(Ct);
        (await beginner.ConfirmFactorAsync(SecondFactors.CodeAt(setup.Secret, app.Clock.UtcNow), Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>As the refusal promises: nothing about a passkey is sealed.</summary>
    private static async Task PasskeysOpenAsync(GreenroomApp app, Protected ada, SoftAuthenticator phone)
    {
        var client = app.NewClient();
        var options = await (await client.PostAsync("/api/auth/passkeys/options", content: null, Ct)).ReadAsync<Challenge>(Ct);
        var login = await client.PostAsJsonAsync("/api/auth/passkeys", new { ceremony = options.Ceremony, credential = phone.Get(options.Options) }, Ct);
        (await login.ReadAsync<Session>(Ct)).User.Id.ShouldBe(ada.User.Id);
    }

    private static async Task NoMailIsTriedAgainAsync(GreenroomApp app)
    {
        var waiting = await app.ScalarAsync<int>("SELECT COUNT(*) FROM outbox", Ct);
        await app.RunAllJobsAsync(Ct);

        waiting.ShouldBe(5, "two proofs, one word about a passkey, and two about a second factor, of which one is of today");
        app.Logs.Lines.Count(l => l.Message.EndsWith("was given up: the keys are not those that it was sealed with", StringComparison.Ordinal)).ShouldBe(4);
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM outbox", Ct)).ShouldBe(0);
        (await app.JobErrorsAsync(Ct)).ShouldBeEmpty("no job tries again and again");
        app.Logs.Lines.Where(l => l.Exception is not null && !l.Category.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private protected sealed record Challenge(Guid Ceremony, string Options);
}

public sealed class LostMasterKeyOnSqlite : LostMasterKeyTests
{
    [Fact]
    public async Task The_operator_puts_the_key_from_before_back_or_takes_the_factor_off()
    {
        await using var place = await NewPlaceAsync();
        var (ada, _) = await FillAsync(place, keysAreLost: false);
        var without = await place.StartAsync(Place.OtherMasterKey);
        await (await without.NewClient().LogInWithCodeAsync(ada.Email, ada.RecoveryCodes[0], Ct)).ShouldBeProblemAsync(409, Unreadable, Ct);
        await place.StopAsync(without);

        var app = await place.StartAsync();
        var byCode = await app.NewClient().LogInWithCodeAsync(ada.Email, ada.CodeAt(app.Clock.UtcNow), Ct);
        var byRecoveryCode = await app.NewClient().LogInWithCodeAsync(ada.Email, ada.RecoveryCodes[0], Ct);
        (await app.MailToAsync(ada.Email, Ct)).Select(m => m.Subject).ShouldContain("The second factor is on");
        await place.StopAsync(app);
        var taken = await place.RunAsync("admin", "reset-second-factor", ada.Email.ToUpperInvariant());
        var again = await place.RunAsync("admin", "reset-second-factor", ada.Email);
        var nobody = await place.RunAsync("admin", "reset-second-factor", "nobody@example.org");

        (byCode.StatusCode, byRecoveryCode.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        taken.ShouldBe(new Said(0, $"{ada.Email.ToUpperInvariant()} has no second factor any more: the password alone opens the account. Every session has ended, and a mail says so.{Environment.NewLine}", ""));
        again.ShouldBe(new Said(1, "", $"The account with the address {ada.Email} has no second factor.{Environment.NewLine}"));
        nobody.ShouldBe(new Said(1, "", $"There is no account with the address nobody@example.org.{Environment.NewLine}"));
        (await place.RunAsync("admin", "reset-second-factor")).Code.ShouldBe(2);
    }

    private protected override Task<Place> NewPlaceAsync() => Task.FromResult(Place.OnSqlite());
}

public sealed class LostMasterKeyOnPostgres(PostgresServer server) : LostMasterKeyTests
{
    private protected override Task<Place> NewPlaceAsync() => Place.OnPostgresAsync(server);
}
