using System.Net;
using System.Security.Cryptography;
using Greenroom.Accounts.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Accounts;

/// <summary>Passkeys beside other passkeys, and beside guesses at the password.</summary>
public abstract class PasskeyMeanwhileTests(GreenroomApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_that_are_added_at_once_the_twentieth_is_the_last()
    {
        var (client, session, _) = await app.SignUpWithPasskeyAsync(Ct);
        for (var i = 0; i < 15; i++)
        {
            await app.ExecuteAsync("INSERT INTO passkeys (credential_id, user_id, data) VALUES (@p0, @p1, '{}')", Ct, RandomNumberGenerator.GetBytes(32), session.User.Id);
        }

        var begun = new List<PasskeyOptions>();
        for (var i = 0; i < 8; i++)
        {
            begun.Add(await (await client.BeginPasskeyAsync(Ct)).ReadAsync<PasskeyOptions>(Ct));
        }

        var keys = begun.ConvertAll(_ => new SoftAuthenticator());
        var answers = await Task.WhenAll(begun.Zip(keys).Select(pair => client.AddPasskeyAsync(pair.Second, pair.First, Ct)));
        keys.ForEach(key => key.Dispose());

        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(4);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created))
        {
            await refused.ShouldBeProblemAsync(409, "passkey.too_many", Ct);
        }

        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM passkeys WHERE user_id = @p0", Ct, session.User.Id)).ShouldBe(20);
    }

    [Fact]
    public async Task An_account_that_guessing_has_closed_is_open_to_its_passkey_and_stays_closed_to_guessing()
    {
        var (_, session, phone) = await app.SignUpWithPasskeyAsync(Ct);
        await GuessAsync(app, session);

        var byPasskey = await app.LogInWithPasskeyAsync(phone, Ct);
        var byPassword = await app.NewClient().LogInAsync(session.User.Email!, Ct);

        byPasskey.StatusCode.ShouldBe(HttpStatusCode.OK, "nobody guesses a passkey, and nobody can lock its owner out by guessing passwords");
        byPassword.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Guesses_during_a_log_in_by_passkey_stay_counted()
    {
        var between = new BetweenReadAndWrite();
        await using var own = await app.StartAnotherAsync(new AppSetup { Services = services => services.AddSingleton<IUserValidator<User>>(between) });
        var (_, session, phone) = await own.SignUpWithPasskeyAsync(Ct);

        between.Next = () => GuessAsync(own, session);
        var login = await own.LogInWithPasskeyAsync(phone, Ct);

        login.StatusCode.ShouldBe(HttpStatusCode.OK);
        between.Next.ShouldBeNull("it has happened in between");
        (await own.ScalarAsync<int>("SELECT access_failed_count FROM users WHERE id = @p0", Ct, session.User.Id)).ShouldBe(10);
        (await own.NewClient().LogInAsync(session.User.Email!, Ct)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the account is closed");
    }

    private static async Task GuessAsync(GreenroomApp on, Session session)
    {
        for (var guess = 0; guess < 10; guess++)
        {
            (await on.NewClient().LogInAsync(session.User.Email!, Ct, "a wrong password")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }
}

public sealed class PasskeysMeanwhileOnSqlite(SqliteApp app) : PasskeyMeanwhileTests(app), IClassFixture<SqliteApp>;

public sealed class PasskeysMeanwhileOnPostgres(PostgresApp app) : PasskeyMeanwhileTests(app), IClassFixture<PostgresApp>;
