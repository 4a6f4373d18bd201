using System.Data.Common;
using System.Diagnostics;
using System.Net.Http.Json;
using Greenroom.Accounts.Data;
using Greenroom.Accounts.Users;
using Greenroom.Platform.Data;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Greenroom.IntegrationTests.Accounts;

/// <summary>Neither what is answered nor how long it takes says whether there is an account with an address (T2 of the threat model).</summary>
public abstract class EnumerationTests(GreenroomApp app)
{
    private const int Each = 200;
    private const int Attempts = 3;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/auth/login")]
    [InlineData("/api/auth/forgot")]
    public async Task Known_and_unknown_addresses_take_as_long(string route)
    {
        var hashes = new CountingHasher();
        await using var counted = await app.StartAnotherAsync(new AppSetup
        {
            Settings = { ["Accounts:PasswordIterations"] = "20000" },
            Services = services => services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<User>>(hashes)),
        });
        var client = counted.NewClient();

        // Each attempt adds its samples to those before: more of them say more, and a disturbance weighs less.
        var (ofKnown, ofUnknown) = (new List<double>(), new List<double>());
        var said = new List<string>();
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var known = await RegisterAsync(client, Each);
            var (hashesOfKnown, hashesOfUnknown) = (0, 0);
            for (var i = 0; i < Each; i++)
            {
                // Now the one first and now the other: what comes second finds the caches warm.
                var (account, unknown) = (known[i], $"unknown.{attempt}.{i}@example.org");
                hashesOfKnown += i % 2 == 0 ? await TimeAsync(client, route, account, ofKnown, hashes) : 0;
                hashesOfUnknown += await TimeAsync(client, route, unknown, ofUnknown, hashes);
                hashesOfKnown += i % 2 == 1 ? await TimeAsync(client, route, account, ofKnown, hashes) : 0;
            }

            hashesOfKnown.ShouldBe(hashesOfUnknown, "hashes");
            var (a, b) = (Median(ofKnown), Median(ofUnknown));
            said.Add($"{a:0.00} and {b:0.00} ms");
            if (Math.Abs(a - b) < 15 && Math.Abs(a - b) / Math.Max(a, b) < 0.10)
            {
                TestContext.Current.SendDiagnosticMessage($"{route}: medians of {ofKnown.Count} known and {ofUnknown.Count} unknown addresses: {string.Join("; ", said)}");
                return;
            }
        }

        said.ShouldBeEmpty("the medians differ by 10 percent or more, or by 15 ms");
    }

    /// <summary>A clock on a busy machine misses what a slow disk would show: each write waits for it once. These are counted.</summary>
    [Theory]
    [InlineData("/api/auth/login")]
    [InlineData("/api/auth/forgot")]
    [InlineData("/api/waitlist/signup")]
    public async Task Known_unknown_and_closed_accounts_ask_as_much_of_the_database(string route)
    {
        var statements = new StatementsOfRequests();
        await using var counted = await app.StartAnotherAsync(new AppSetup
        {
            Services = services => services
                .ConfigureDbContext<AccountsDb>((provider, options) => options.AddInterceptors(statements.Of(provider)))
                .ConfigureDbContext<PlatformDb>((provider, options) => options.AddInterceptors(statements.Of(provider))),
        });
        var client = counted.NewClient();
        var accounts = await RegisterAsync(client, 3);
        var (known, closed, withoutPassword) = (accounts[0], accounts[1], accounts[2]);
        await counted.ExecuteAsync("UPDATE users SET lockout_end = @p0, access_failed_count = 10 WHERE email = @p1", Ct, counted.Clock.UtcNow.AddMinutes(1), closed);
        await counted.ExecuteAsync("UPDATE users SET password = NULL WHERE email = @p0", Ct, withoutPassword);

        // The first question of a host prepares what the later ones find.
        await AskAsync("somebody@example.org");
        var asked = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (who, email) in new[] { ("known", known), ("known again", known), ("closed", closed), ("without password", withoutPassword), ("unknown", "nobody@example.org"), ("unknown again", "nobody@example.org") })
        {
            asked[who] = await AskAsync(email);
        }

        asked.Values.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem(string.Join("; ", asked.Select(one => $"{one.Key}: {one.Value}")));
        statements.Writes.ShouldBeGreaterThan(0, "what counts no writes would find them equal");
        var lockedOut = await counted.ScalarAsync<int>("SELECT COUNT(*) FROM audit_events WHERE name = 'session.login_locked'", Ct);
        lockedOut.ShouldBe(route == "/api/auth/login" ? 1 : 0, "the closed account was closed");

        async Task<string> AskAsync(string email)
        {
            statements.Clear();
            using var answer = await client.PostAsJsonAsync(route, new { email, password = "a wrong password" }, Ct);
            return $"{statements.Reads} read, {statements.Writes} write";
        }
    }

    [Fact]
    public async Task The_first_log_in_after_a_start_hashes_as_often_for_nobody_as_for_somebody()
    {
        var hashes = new List<int>();
        foreach (var isKnown in new[] { true, false })
        {
            var hasher = new CountingHasher();
            await using var fresh = await app.StartAnotherAsync(new AppSetup { Services = services => services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<User>>(hasher)) });
            var client = fresh.NewClient();
            var known = (await RegisterAsync(client, 1))[0];
            var before = hasher.Count + hasher.Made;
            await client.LogInAsync(isKnown ? known : "nobody@example.org", Ct, "a wrong password");
            hashes.Add(hasher.Count + hasher.Made - before);
        }

        hashes[0].ShouldBe(hashes[1]);
    }

    private static async Task<List<string>> RegisterAsync(HttpClient client, int accounts)
    {
        var addresses = new List<string>();
        for (var i = 0; i < accounts; i++)
        {
            addresses.Add((await client.RegisterAsync(Api.NewEmail("known"), Ct)).User.Email!);
        }

        return addresses;
    }

    private static async Task<int> TimeAsync(HttpClient client, string route, string email, List<double> times, CountingHasher hashes)
    {
        var before = hashes.Count;
        var started = Stopwatch.GetTimestamp();
        using var answer = await client.PostAsJsonAsync(route, new { email, password = "a wrong password" }, Ct);
        times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return hashes.Count - before;
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        return (times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2;
    }

    /// <summary>Identity's own hasher, and how often it was asked.</summary>
    private sealed class CountingHasher : IPasswordHasher<User>
    {
        private readonly PasswordHasher<User> _real = new(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 20_000 }));
        private int _count;
        private int _made;

        public int Count => _count;

        public int Made => _made;

        public string HashPassword(User user, string password)
        {
            Interlocked.Increment(ref _made);
            return _real.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _count);
            return _real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    /// <summary>Of requests only: the jobs that they leave behind run when they like.</summary>
    private sealed class StatementsOfRequests : DbCommandInterceptor
    {
        private IHttpContextAccessor? _requests;
        private int _reads;
        private int _writes;

        public int Reads => _reads;

        public int Writes => _writes;

        public StatementsOfRequests Of(IServiceProvider provider)
        {
            _requests = provider.GetRequiredService<IHttpContextAccessor>();
            return this;
        }

        public void Clear() => _reads = _writes = 0;

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count(command);
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Count(command);
            return ValueTask.FromResult(result);
        }

        private void Count(DbCommand command)
        {
            if (_requests?.HttpContext is not null)
            {
                Interlocked.Increment(ref command.CommandText.TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase) ? ref _reads : ref _writes);
            }
        }
    }
}

[Collection<Alone>]
public sealed class EnumerationOnSqlite(SqliteApp app) : EnumerationTests(app), IClassFixture<SqliteApp>;

[Collection<Alone>]
public sealed class EnumerationOnPostgres(PostgresApp app) : EnumerationTests(app), IClassFixture<PostgresApp>;
