using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using Greenroom.Accounts.Admin;
using Greenroom.Accounts.Data;
using Greenroom.Accounts.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Accounts;

/// <summary>Two things that happen to an account at once, the second always at the worst moment of the first.</summary>
public abstract class MeanwhileTests(GreenroomApp app)
{
    protected const string NewPassword = "another horse, another battery";

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected GreenroomApp App => app;

    [Fact]
    public async Task A_log_in_with_the_old_password_that_began_before_a_reset_does_not_come_through_after_it()
    {
        var between = new BetweenPasswordAndSession();
        await using var own = await app.StartAnotherAsync(new AppSetup { Services = services => services.ConfigureDbContext<AccountsDb>(options => options.AddInterceptors(between)) });
        var client = own.NewClient();
        var user = (await client.RegisterAsync(Api.NewEmail(), Ct)).User;
        await client.PostAsJsonAsync("/api/auth/forgot", new { email = user.Email }, Ct);
        var token = await own.MailedTokenAsync(user.Email!, "Set a new password", Ct);

        HttpStatusCode? reset = null;
        between.Next = async () => reset = (await own.NewClient().PostAsJsonAsync("/api/auth/reset", new { token, password = NewPassword }, Ct)).StatusCode;
        var login = await client.LogInAsync(user.Email!, Ct);

        reset.ShouldBe(HttpStatusCode.NoContent, "after the old password was found right");
        await login.ShouldBeProblemAsync(401, "auth.invalid_credentials", Ct);
        (await own.ScalarAsync<int>("SELECT COUNT(*) FROM refresh_families WHERE user_id = @p0 AND revoked_at IS NULL", Ct, user.Id)).ShouldBe(0);
        (await client.LogInAsync(user.Email!, Ct, NewPassword)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_rename_takes_back_nothing_that_was_written_since_it_began()
    {
        var between = new BetweenReadAndWrite();
        await using var own = await app.StartAnotherAsync(new AppSetup { Services = services => services.AddSingleton<IUserValidator<User>>(between) });
        var client = await own.SignUpAsync(Ct);
        var user = await (await client.GetAsync("/api/user/me", Ct)).ReadAsync<SessionUser>(Ct);
        var administrator = (await LinkAsync(own)).Split('/')[^1];

        between.Next = async () =>
        {
            for (var guess = 0; guess < 10; guess++)
            {
                await own.NewClient().LogInAsync(user.Email!, Ct, "a wrong password");
            }

            (await ClaimAsync(client, administrator)).StatusCode.ShouldBe(HttpStatusCode.OK);
            await own.ExecuteAsync("UPDATE users SET deletes_at = @p1 WHERE id = @p0", Ct, user.Id, own.Clock.UtcNow.AddDays(9));
        };
        var renamed = await client.PatchAsJsonAsync("/api/user/me", new { username = "countess" }, Ct);

        renamed.StatusCode.ShouldBe(HttpStatusCode.OK, await renamed.Content.ReadAsStringAsync(Ct));
        between.Next.ShouldBeNull("it has happened in between");
        var row = (await own.RowsAsync("SELECT username, access_failed_count, lockout_end, is_admin, deletes_at FROM users WHERE id = @p0", Ct, user.Id)).ShouldHaveSingleItem();
        row[0].ShouldBe("countess");
        Convert.ToInt32(row[1]).ShouldBe(10);
        row[2].ShouldNotBeNull("the account is closed to guessing");
        Convert.ToBoolean(row[3]).ShouldBeTrue("still an administrator");
        row[4].ShouldNotBeNull("still about to be deleted");
    }

    [Fact]
    public async Task Two_renames_at_once_leave_one_name_and_the_other_is_refused()
    {
        var between = new BetweenReadAndWrite();
        await using var own = await app.StartAnotherAsync(new AppSetup { Services = services => services.AddSingleton<IUserValidator<User>>(between) });
        var client = await own.SignUpAsync(Ct);
        var user = await (await client.GetAsync("/api/user/me", Ct)).ReadAsync<SessionUser>(Ct);

        between.Next = async () => (await client.PatchAsJsonAsync("/api/user/me", new { username = "second" }, Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var first = await client.PatchAsJsonAsync("/api/user/me", new { username = "first" }, Ct);

        first.IsSuccessStatusCode.ShouldBeFalse();
        (await own.ScalarAsync<string>("SELECT username FROM users WHERE id = @p0", Ct, user.Id)).ShouldBe("second");
    }

    [Fact]
    public async Task Of_several_who_claim_the_printed_link_at_once_one_administers_the_server()
    {
        await using var own = await app.StartAnotherAsync(new AppSetup());
        var clients = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => own.SignUpAsync(Ct)));
        var token = (await LinkAsync(own)).Split('/')[^1];

        var answers = await Task.WhenAll(clients.Select(c => ClaimAsync(c, token)));

        await ShouldHaveOneAdministratorAsync(own, answers);
    }

    protected static async Task<string> LinkAsync(GreenroomApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().LinkAsync(Ct)).ShouldNotBeNull();
    }

    protected static Task<HttpResponseMessage> ClaimAsync(HttpClient client, string token) => client.PostAsJsonAsync("/api/admin/claim", new { token }, Ct);

    protected static async Task ShouldHaveOneAdministratorAsync(GreenroomApp app, IReadOnlyList<HttpResponseMessage> answers)
    {
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        foreach (var late in answers.Where(a => a.StatusCode != HttpStatusCode.OK))
        {
            await late.ShouldBeProblemAsync(410, "admin.link_expired", Ct);
        }

        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM users WHERE is_admin = @p0", Ct, true)).ShouldBe(1);
    }

    /// <summary>A log-in looks twice for a second factor: as soon as the password was found right, and again once its place among those who hash is free.</summary>
    private sealed class BetweenPasswordAndSession : DbCommandInterceptor
    {
        private int _looks;

        public Func<Task>? Next { get; set; }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (Next is { } next && command.CommandText.Contains("second_factors", StringComparison.Ordinal) && ++_looks == 2)
            {
                Next = null;
                await next();
            }

            return result;
        }
    }
}

/// <summary>Identity asks its validators after a user was read and changed, and before the change is written.</summary>
internal sealed class BetweenReadAndWrite : IUserValidator<User>
{
    /// <summary>Happens at the next change, once.</summary>
    public Func<Task>? Next { get; set; }

    public async Task<IdentityResult> ValidateAsync(UserManager<User> manager, User user)
    {
        if (Next is { } next)
        {
            Next = null;
            await next();
        }

        return IdentityResult.Success;
    }
}

public sealed class MeanwhileOnSqlite(SqliteApp app) : MeanwhileTests(app), IClassFixture<SqliteApp>;

public sealed class MeanwhileOnPostgres(PostgresApp app) : MeanwhileTests(app), IClassFixture<PostgresApp>
{
    [Theory]
    [InlineData("Set a new password", "/api/auth/reset", HttpStatusCode.ServiceUnavailable, HttpStatusCode.NoContent)]
    [InlineData("Confirm your e-mail address", "/api/auth/verify", HttpStatusCode.OK, HttpStatusCode.Gone)]
    public async Task A_link_that_is_opened_while_the_account_changes_is_not_lost(string subject, string path, HttpStatusCode meanwhile, HttpStatusCode afterwards)
    {
        await using var own = await App.StartAnotherAsync(new AppSetup());
        var email = Api.NewEmail();
        await own.NewClient().RegisterAsync(email, Ct);
        await own.NewClient().PostAsJsonAsync("/api/auth/forgot", new { email }, Ct);
        var body = new { token = await own.MailedTokenAsync(email, subject, Ct), password = NewPassword };

        Task<HttpResponseMessage> opening;
        await using (var connection = await own.OpenConnectionAsync(Ct))
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
            // The row is held: whoever has read it waits with the change, and finds it another one.
            await using var change = connection.CreateCommand();
            change.CommandText = "UPDATE users SET concurrency_stamp = 'of somebody else'";
            (await change.ExecuteNonQueryAsync(Ct)).ShouldBe(1);
            opening = own.NewClient().PostAsJsonAsync(path, body, Ct);
            await Patience.UntilAsync(
                async () => await own.ScalarAsync<int>("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", Ct) == 1, "it waited", Ct);
            await transaction.CommitAsync(Ct);
        }

        (await opening).StatusCode.ShouldBe(meanwhile);
        (await own.NewClient().PostAsJsonAsync(path, body, Ct)).StatusCode.ShouldBe(afterwards);
    }

    [Fact]
    public async Task Of_two_claims_that_have_both_looked_for_an_administrator_one_is_refused()
    {
        await using var own = await App.StartAnotherAsync(new AppSetup());
        HttpClient[] clients = [await own.SignUpAsync(Ct), await own.SignUpAsync(Ct)];
        var token = (await LinkAsync(own)).Split('/')[^1];

        Task<HttpResponseMessage>[] claims;
        await using (var connection = await own.OpenConnectionAsync(Ct))
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
            // Both rows are held: a claim that has looked waits there.
            await using var hold = connection.CreateCommand();
            hold.CommandText = "UPDATE users SET is_admin = is_admin";
            (await hold.ExecuteNonQueryAsync(Ct)).ShouldBe(2);
            claims = [.. clients.Select(c => ClaimAsync(c, token))];
            await Patience.UntilAsync(
                async () => await own.ScalarAsync<int>("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", Ct) == 2, "both claims waited", Ct);
            await transaction.CommitAsync(Ct);
        }

        await ShouldHaveOneAdministratorAsync(own, await Task.WhenAll(claims));
    }
}
