using System.Diagnostics;
using System.Net.Http.Json;
using Greenroom.Accounts.Users;
using Microsoft.AspNetCore.Identity;
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
        var known = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            known.Add((await client.RegisterAsync(Api.NewEmail("known"), Ct)).User.Email!);
        }

        // Each attempt adds its samples to those before: more of them say more, and a disturbance weighs less.
        var (ofKnown, ofUnknown) = (new List<double>(), new List<double>());
        var said = new List<string>();
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var (hashesOfKnown, hashesOfUnknown) = (0, 0);
            for (var i = 0; i < Each; i++)
            {
                // Now the one first and now the other: what comes second finds the caches warm.
                hashesOfKnown += i % 2 == 0 ? await KnownAsync(i) : 0;
                hashesOfUnknown += await TimeAsync(client, route, $"unknown.{attempt}.{i}@example.org", ofUnknown, hashes);
                hashesOfKnown += i % 2 == 1 ? await KnownAsync(i) : 0;
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

        Task<int> KnownAsync(int i) => TimeAsync(client, route, known[i % known.Count], ofKnown, hashes);
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

        public int Count => _count;

        public string HashPassword(User user, string password) => _real.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _count);
            return _real.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}

public sealed class EnumerationOnSqlite(SqliteApp app) : EnumerationTests(app), IClassFixture<SqliteApp>;

public sealed class EnumerationOnPostgres(PostgresApp app) : EnumerationTests(app), IClassFixture<PostgresApp>;
