using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using Greenroom.Accounts.Data;
using Greenroom.Accounts.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Greenroom.IntegrationTests.Accounts;

/// <summary>What somebody else does to the account at the moment at which a mailed reset gives it to the owner of its address.</summary>
public abstract class ResetMeanwhileTests(GreenroomApp app)
{
    protected const string NewPassword = "another horse, another battery";

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected GreenroomApp App => app;

    [Fact]
    public async Task A_passkey_that_is_being_added_during_the_reset_is_not_added()
    {
        var attestation = new AfterAttestation();
        await using var own = await app.StartAnotherAsync(new AppSetup
        {
            Services = services => services.AddScoped<IPasskeyHandler<User>>(provider => attestation.Around(ActivatorUtilities.CreateInstance<PasskeyHandler<User>>(provider))),
        });
        var (squatter, session, token) = await BegunAsync(own);
        using var key = new SoftAuthenticator();
        var options = await (await squatter.BeginPasskeyAsync(Ct)).ReadAsync<PasskeyOptions>(Ct);

        HttpResponseMessage? reset = null;
        attestation.Next = async () => reset = await ResetAsync(own, token);
        var added = await squatter.AddPasskeyAsync(key, options, Ct);

        reset.ShouldNotBeNull("it has happened in between").StatusCode.ShouldBe(HttpStatusCode.NoContent);
        added.IsSuccessStatusCode.ShouldBeFalse();
        (await own.ScalarAsync<int>("SELECT COUNT(*) FROM passkeys WHERE user_id = @p0", Ct, session.User.Id)).ShouldBe(0);
    }

    /// <summary>An account whose owner has asked for a new password.</summary>
    protected static async Task<(HttpClient Squatter, Session Session, string Token)> BegunAsync(GreenroomApp own)
    {
        var squatter = own.NewClient();
        var session = await squatter.RegisterAsync(Api.NewEmail("held"), Ct);
        squatter.Bear(session);
        await squatter.PostAsJsonAsync("/api/auth/forgot", new { email = session.User.Email }, Ct);
        return (squatter, session, await own.MailedTokenAsync(session.User.Email!, "Set a new password", Ct));
    }

    protected static Task<HttpResponseMessage> ResetAsync(GreenroomApp own, string token) =>
        own.NewClient().PostAsJsonAsync("/api/auth/reset", new { token, password = NewPassword }, Ct);

    /// <summary>Identity's own handler, and what happens once it has found a new passkey good.</summary>
    private sealed class AfterAttestation
    {
        public Func<Task>? Next { get; set; }

        public IPasskeyHandler<User> Around(IPasskeyHandler<User> inner) => new Handler(this, inner);

        private sealed class Handler(AfterAttestation after, IPasskeyHandler<User> inner) : IPasskeyHandler<User>
        {
            public Task<PasskeyCreationOptionsResult> MakeCreationOptionsAsync(PasskeyUserEntity userEntity, HttpContext httpContext) => inner.MakeCreationOptionsAsync(userEntity, httpContext);

            public Task<PasskeyRequestOptionsResult> MakeRequestOptionsAsync(User? user, HttpContext httpContext) => inner.MakeRequestOptionsAsync(user, httpContext);

            public async Task<PasskeyAttestationResult> PerformAttestationAsync(PasskeyAttestationContext context)
            {
                var result = await inner.PerformAttestationAsync(context);
                if (after.Next is { } next)
                {
                    after.Next = null;
                    await next();
                }

                return result;
            }

            public Task<PasskeyAssertionResult<User>> PerformAssertionAsync(PasskeyAssertionContext context) => inner.PerformAssertionAsync(context);
        }
    }
}

public sealed class ResetMeanwhileOnSqlite(SqliteApp app) : ResetMeanwhileTests(app), IClassFixture<SqliteApp>;

/// <summary>Where two transactions run at once.</summary>
public sealed class ResetMeanwhileOnPostgres(PostgresApp app) : ResetMeanwhileTests(app), IClassFixture<PostgresApp>
{
    [Fact]
    public async Task A_key_waits_for_the_reset_and_finds_its_session_ended_and_a_refresh_does_not_wait()
    {
        var held = new UserLocks();
        await using var own = await StartAsync(held);
        var (squatter, session, token) = await BegunAsync(own);
        using var key = new SoftAuthenticator();
        var options = await (await squatter.BeginPasskeyAsync(Ct)).ReadAsync<PasskeyOptions>(Ct);

        Task<HttpResponseMessage>? adding = null;
        HttpResponseMessage? refreshed = null;
        held.AfterFirst = async () =>
        {
            adding = squatter.AddPasskeyAsync(key, options, Ct);
            await Task.WhenAny(adding, held.IsWaitedFor);
            refreshed = await own.NewClient().RefreshAsync(session.RefreshToken!, Ct).WaitAsync(TimeSpan.FromSeconds(30), Ct);
        };
        var reset = await ResetAsync(own, token);

        reset.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        refreshed.ShouldNotBeNull("it came while the reset held the account").StatusCode.ShouldBe(HttpStatusCode.OK);
        (await adding!).IsSuccessStatusCode.ShouldBeFalse();
        (await own.ScalarAsync<int>("SELECT COUNT(*) FROM passkeys WHERE user_id = @p0", Ct, session.User.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task A_move_to_another_address_that_was_asked_for_during_the_reset_is_not_begun()
    {
        var held = new UserLocks();
        await using var own = await StartAsync(held);
        var (squatter, session, token) = await BegunAsync(own);
        var elsewhere = Api.NewEmail("elsewhere");

        // The password has been proven by now; the reset comes before the move looks at the account once more.
        Task<HttpResponseMessage>? reset = null;
        held.BeforeFirst = async () =>
        {
            reset = ResetAsync(own, token);
            await Task.WhenAny(reset, held.IsHeld);
        };
        var moved = await squatter.PostAsJsonAsync("/api/auth/email", new { email = elsewhere, current_password = Api.Password }, Ct);

        (await reset.ShouldNotBeNull()).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        moved.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "the password that was proven is that of before");
        (await own.MailToAsync(elsewhere, Ct)).ShouldBeEmpty();
        (await own.ScalarAsync<int>("SELECT COUNT(*) FROM account_links WHERE user_id = @p0 AND used_at IS NULL", Ct, session.User.Id)).ShouldBe(0);
    }

    private Task<GreenroomApp> StartAsync(UserLocks held) =>
        App.StartAnotherAsync(new AppSetup { Services = services => services.ConfigureDbContext<AccountsDb>(options => options.AddInterceptors(held)) });

    /// <summary>What happens around the first lock of a user's row, and what has become of it.</summary>
    private sealed class UserLocks : DbCommandInterceptor
    {
        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _waitedFor = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Func<Task>? BeforeFirst { get; set; }

        public Func<Task>? AfterFirst { get; set; }

        public Task IsHeld => _held.Task;

        /// <summary>Somebody asks for the row while another holds it.</summary>
        public Task IsWaitedFor => _waitedFor.Task;

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (IsLock(command) && IsHeld.IsCompleted)
            {
                _waitedFor.TrySetResult();
            }
            else if (IsLock(command) && BeforeFirst is { } before)
            {
                BeforeFirst = null;
                await before();
            }

            return result;
        }

        public override async ValueTask<DbDataReader> ReaderExecutedAsync(DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
        {
            if (!IsLock(command))
            {
                return result;
            }

            _held.TrySetResult();
            if (AfterFirst is { } after)
            {
                AfterFirst = null;
                await after();
            }

            return result;
        }

        private static bool IsLock(DbCommand command) =>
            command.CommandText.Contains("FROM users", StringComparison.Ordinal) && command.CommandText.Contains("FOR NO KEY UPDATE", StringComparison.Ordinal);
    }
}
