using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Greenroom.IntegrationTests.Accounts;

public abstract class PasskeyTests(GreenroomApp app)
{
    private const string Own = Passkeys.Own;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected GreenroomApp App => app;

    [Fact]
    public async Task A_passkey_is_added_and_logs_in_without_a_password()
    {
        var (client, session, phone) = await WithPasskeyAsync();

        var login = await LogInAsync(phone);
        var listed = await ListAsync(client);

        login.StatusCode.ShouldBe(HttpStatusCode.OK, await login.Content.ReadAsStringAsync(Ct));
        (await login.ReadAsync<Session>(Ct)).User.Id.ShouldBe(session.User.Id);
        var passkey = listed.ShouldHaveSingleItem();
        passkey.ShouldBe(new Passkey(phone.Id, "My phone", app.Clock.UtcNow, app.Clock.UtcNow));
        (await app.ScalarAsync<string>("SELECT detail FROM audit_events WHERE user_id = @p0 AND name = 'session.logged_in'", Ct, session.User.Id)).ShouldBe("by passkey");
        (await app.MailToAsync(session.User.Email!, Ct)).Single(m => m.Subject == "A passkey was added").TextBody!.ShouldContain("My phone");
        (await LogInAsync(phone)).StatusCode.ShouldBe(HttpStatusCode.OK, "and again");
    }

    [Fact]
    public async Task It_is_bound_to_the_public_address_whatever_the_host_header_says()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/auth/passkeys/options");
        request.Headers.Host = "evil.example";

        var options = await (await app.NewClient().SendAsync(request, Ct)).ReadAsync<PasskeyOptions>(Ct);

        var json = JsonNode.Parse(options.Options)!;
        json["rpId"]!.GetValue<string>().ShouldBe("greenroom.example");
        json["userVerification"]!.GetValue<string>().ShouldBe("required");
        json["allowCredentials"]!.AsArray().ShouldBeEmpty("nobody learns who has passkeys");
    }

    [Fact]
    public async Task A_passkey_stands_for_both_factors_and_takes_both_to_add()
    {
        var ada = await app.SignUpProtectedAsync(Ct);
        using var phone = new SoftAuthenticator();

        await (await ada.Client.PostAsJsonAsync($"{Own}/options", new { current_password = Api.Password }, Ct)).ShouldBeProblemAsync(422, "second_factor.code_wrong", Ct);
        await (await BeginAsync(ada.Client, "a wrong password")).ShouldBeProblemAsync(422, "auth.password_wrong", Ct);
        var begun = await ada.Client.PostAsJsonAsync($"{Own}/options", new { current_password = Api.Password, code = ada.CodeAt(app.Clock.UtcNow) }, Ct);
        var added = await AddAsync(ada.Client, phone, await begun.ReadAsync<PasskeyOptions>(Ct));
        var login = await LogInAsync(phone);

        added.StatusCode.ShouldBe(HttpStatusCode.Created);
        login.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_log_in_that_is_not_quite_right_is_refused()
    {
        var (_, session, phone) = await WithPasskeyAsync();
        var (_, eve, _) = await WithPasskeyAsync();
        Mischief[] wrongs =
        [
            new() { Origin = "https://greenroom.example.evil" },
            new() { Origin = "https://greenroom.example:444" },
            new() { Origin = "http://greenroom.example" },
            new() { CrossOrigin = true },
            new() { RpId = "evil.example" },
            new() { Challenge = RandomNumberGenerator.GetBytes(32) },
            new() { Unverified = true },
            new() { WrongSignature = true },
            new() { UserHandle = eve.User.Id },
            new() { UserHandle = Guid.Empty },
        ];

        foreach (var wrong in wrongs)
        {
            await (await LogInAsync(phone, wrong)).ShouldBeProblemAsync(401, "auth.passkey_invalid", Ct);
        }

        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM audit_events WHERE user_id = @p0 AND name = 'session.logged_in'", Ct, session.User.Id)).ShouldBe(0);
        (await LogInAsync(phone)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_passkey_that_is_not_quite_right_is_not_added()
    {
        var client = await app.SignUpAsync(Ct);
        Mischief[] wrongs =
        [
            new() { Origin = "https://evil.example" },
            new() { RpId = "evil.example" },
            new() { Challenge = RandomNumberGenerator.GetBytes(32) },
            new() { Unverified = true },
        ];

        foreach (var wrong in wrongs)
        {
            using var phone = new SoftAuthenticator();
            await (await AddAsync(client, phone, await (await BeginAsync(client)).ReadAsync<PasskeyOptions>(Ct), wrong)).ShouldBeProblemAsync(422, "passkey.refused", Ct);
        }

        foreach (var nonsense in new[] { "x", "{}", "[]", "null", "{\"id\":1}" })
        {
            var options = await (await BeginAsync(client)).ReadAsync<PasskeyOptions>(Ct);
            await (await client.PostAsJsonAsync(Own, new { ceremony = options.Ceremony, credential = nonsense, name = "x" }, Ct)).ShouldBeProblemAsync(422, "passkey.refused", Ct);
        }

        (await ListAsync(client)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ceremony_ends_once_and_after_five_minutes()
    {
        var (client, _, phone) = await WithPasskeyAsync();
        phone.Counts = false;
        var replayed = await LogInOptionsAsync();
        var answer = phone.Get(replayed.Options);
        var late = await LogInOptionsAsync();
        var registration = await (await BeginAsync(client)).ReadAsync<PasskeyOptions>(Ct);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(replayed.Ceremony, answer)));
        var crossed = await SendAsync(registration.Ceremony, phone.Get(late.Options));
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        var tooLate = await SendAsync(late.Ceremony, phone.Get(late.Options));
        await app.RunAllJobsAsync(Ct);

        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        await crossed.ShouldBeProblemAsync(401, "auth.passkey_invalid", Ct);
        await tooLate.ShouldBeProblemAsync(401, "auth.passkey_invalid", Ct);
        await (await SendAsync(Guid.Empty, answer)).ShouldBeProblemAsync(401, "auth.passkey_invalid", Ct);
    }

    [Fact]
    public async Task Challenges_that_nobody_answers_are_taken_out()
    {
        var abandoned = await LogInOptionsAsync();
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM passkey_ceremonies WHERE id = @p0", Ct, abandoned.Ceremony)).ShouldBe(1);

        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.RunAllJobsAsync(Ct);

        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM passkey_ceremonies WHERE id = @p0", Ct, abandoned.Ceremony)).ShouldBe(0);
    }

    [Fact]
    public async Task A_copy_of_an_authenticator_shows()
    {
        var (_, _, phone) = await WithPasskeyAsync();
        await LogInAsync(phone);
        await LogInAsync(phone);

        phone.ForgetUses();

        await (await LogInAsync(phone)).ShouldBeProblemAsync(401, "auth.passkey_invalid", Ct);
    }

    [Fact]
    public async Task A_passkey_of_somebody_else_is_not_there()
    {
        var (client, _, phone) = await WithPasskeyAsync();
        var (eve, _, _) = await WithPasskeyAsync();
        using var another = new SoftAuthenticator();
        var options = await (await BeginAsync(client)).ReadAsync<PasskeyOptions>(Ct);

        await (await eve.PatchAsJsonAsync($"{Own}/{phone.Id}", new { name = "mine" }, Ct)).ShouldBeProblemAsync(404, "passkey.not_found", Ct);
        await (await eve.DeleteAsync($"{Own}/{phone.Id}", Ct)).ShouldBeProblemAsync(404, "passkey.not_found", Ct);
        await (await eve.DeleteAsync($"{Own}/not-an-id", Ct)).ShouldBeProblemAsync(404, "passkey.not_found", Ct);
        await (await AddAsync(eve, another, options)).ShouldBeProblemAsync(422, "passkey.refused", Ct);
        await (await AddAsync(eve, phone, await (await BeginAsync(eve)).ReadAsync<PasskeyOptions>(Ct))).ShouldBeProblemAsync(422, "passkey.refused", Ct);

        (await ListAsync(client)).ShouldHaveSingleItem().Name.ShouldBe("My phone");
        (await ListAsync(eve)).ShouldHaveSingleItem();
        (await LogInAsync(another)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task It_is_renamed_and_removed_and_then_opens_nothing()
    {
        var (client, session, phone) = await WithPasskeyAsync();
        await LogInAsync(phone);

        var renamed = await client.PatchAsJsonAsync($"{Own}/{phone.Id}", new { name = " Old phone " }, Ct);
        (await renamed.ReadAsync<Passkey>(Ct)).ShouldBe((await ListAsync(client)).Single());
        (await ListAsync(client)).Single().Name.ShouldBe("Old phone");
        (await LogInAsync(phone)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.DeleteAsync($"{Own}/{phone.Id}", Ct)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await ListAsync(client)).ShouldBeEmpty();
        await (await LogInAsync(phone)).ShouldBeProblemAsync(401, "auth.passkey_invalid", Ct);
        (await app.MailToAsync(session.User.Email!, Ct)).Count(m => m.Subject == "A passkey was removed").ShouldBe(1);
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM audit_events WHERE user_id = @p0 AND name = 'account.passkey_removed'", Ct, session.User.Id)).ShouldBe(1);
    }

    [Fact]
    public async Task An_account_has_at_most_twenty()
    {
        var client = await app.SignUpAsync(Ct);
        var options = await (await BeginAsync(client)).ReadAsync<PasskeyOptions>(Ct);
        for (var i = 0; i < 20; i++)
        {
            using var key = new SoftAuthenticator();
            (await AddAsync(client, key, await (await BeginAsync(client)).ReadAsync<PasskeyOptions>(Ct))).StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        using var late = new SoftAuthenticator();
        await (await BeginAsync(client)).ShouldBeProblemAsync(409, "passkey.too_many", Ct);
        await (await AddAsync(client, late, options)).ShouldBeProblemAsync(409, "passkey.too_many", Ct);
        (await ListAsync(client)).Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_guest_has_to_keep_the_account_first()
    {
        var client = app.NewClient();
        client.Bear(await (await client.PostAsync("/api/auth/demo", content: null, Ct)).ReadAsync<Session>(Ct));

        await (await BeginAsync(client)).ShouldBeProblemAsync(422, "account.no_password", Ct);
    }

    [Fact]
    public async Task With_one_session_at_a_time_a_passkey_ends_the_others()
    {
        await using var single = await app.StartAnotherAsync(new AppSetup { Settings = { ["Sessions:SingleActive"] = "true" } });
        var client = single.NewClient();
        var session = await client.RegisterAsync(Api.NewEmail(), Ct);
        client.Bear(session);
        using var phone = new SoftAuthenticator();
        await AddAsync(client, phone, await (await BeginAsync(client)).ReadAsync<PasskeyOptions>(Ct));
        var options = await (await client.PostAsync("/api/auth/passkeys/options", content: null, Ct)).ReadAsync<PasskeyOptions>(Ct);

        var login = await client.PostAsJsonAsync("/api/auth/passkeys", new { ceremony = options.Ceremony, credential = phone.Get(options.Options) }, Ct);

        login.StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await client.RefreshAsync(session.RefreshToken, Ct)).ShouldBeProblemAsync(401, "session.replaced", Ct);
    }

    private Task<(HttpClient Client, Session Session, SoftAuthenticator Phone)> WithPasskeyAsync() => app.SignUpWithPasskeyAsync(Ct);

    private static Task<HttpResponseMessage> BeginAsync(HttpClient client, string password = Api.Password) => client.BeginPasskeyAsync(Ct, password);

    private static Task<HttpResponseMessage> AddAsync(HttpClient client, SoftAuthenticator key, PasskeyOptions options, Mischief? mischief = null) => client.AddPasskeyAsync(key, options, Ct, mischief);

    private static async Task<IReadOnlyList<Passkey>> ListAsync(HttpClient client) => (await (await client.GetAsync(Own, Ct)).ReadAsync<PasskeyList>(Ct)).Items;

    private Task<PasskeyOptions> LogInOptionsAsync() => app.PasskeyOptionsAsync(Ct);

    private Task<HttpResponseMessage> SendAsync(Guid ceremony, string credential) => app.SendPasskeyAsync(ceremony, credential, Ct);

    private Task<HttpResponseMessage> LogInAsync(SoftAuthenticator key, Mischief? mischief = null) => app.LogInWithPasskeyAsync(key, Ct, mischief);

    private sealed record Passkey(string Id, string Name, DateTime CreatedAt, DateTime? LastUsedAt);

    private sealed record PasskeyList(IReadOnlyList<Passkey> Items);
}

public sealed class PasskeysOnSqlite(SqliteApp app) : PasskeyTests(app), IClassFixture<SqliteApp>;

public sealed class PasskeysOnPostgres(PostgresApp app) : PasskeyTests(app), IClassFixture<PostgresApp>
{
    [Fact]
    public async Task A_challenge_of_one_node_is_answered_at_the_other()
    {
        await using var other = App.Again();
        await other.InitializeAsync();
        var client = App.NewClient();
        client.Bear(await client.RegisterAsync(Api.NewEmail(), Ct));
        using var phone = new SoftAuthenticator();
        var begun = JsonNode.Parse(await (await client.PostAsJsonAsync("/api/user/me/passkeys/options", new { current_password = Api.Password }, Ct)).Content.ReadAsStringAsync(Ct))!;
        await client.PostAsJsonAsync("/api/user/me/passkeys", new { ceremony = begun["ceremony"], credential = phone.Create(begun["options"]!.GetValue<string>()), name = "x" }, Ct);
        var options = JsonNode.Parse(await (await App.NewClient().PostAsync("/api/auth/passkeys/options", content: null, Ct)).Content.ReadAsStringAsync(Ct))!;

        var login = await other.NewClient().PostAsJsonAsync("/api/auth/passkeys", new { ceremony = options["ceremony"], credential = phone.Get(options["options"]!.GetValue<string>()) }, Ct);

        login.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
