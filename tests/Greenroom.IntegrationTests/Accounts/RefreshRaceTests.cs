using System.Net;

namespace Greenroom.IntegrationTests.Accounts;

/// <summary>F10: one refresh token is sent twenty times at once, and then by a thief; on PostgreSQL to two nodes in turn.</summary>
public abstract class RefreshRaceTests(GreenroomApp app) : IAsyncLifetime
{
    private const int AtOnce = 20;
    private static readonly TimeSpan OutsideOverlap = TimeSpan.FromSeconds(11);

    private readonly string _email = Api.NewEmail("raced");
    private HttpClient[] _nodes = [];
    private int _asked;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Over the same database, if the engine lets two at it.</summary>
    protected virtual GreenroomApp? Second => null;

    public async ValueTask InitializeAsync()
    {
        if (Second is { } second)
        {
            await second.InitializeAsync();
        }

        _nodes = Second is null ? [app.NewClient()] : [app.NewClient(), Second.NewClient()];
        await _nodes[0].RegisterAsync(_email, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Second is { } second)
        {
            await second.DisposeAsync();
        }
    }

    [Fact]
    public Task Twenty_at_once_get_one_successor_and_a_replay_ends_the_session_for_everybody() => PlayAsync(rounds: 3);

    [Fact]
    [Trait("Category", "Reliability")]
    public Task And_so_it_is_fifty_times() => PlayAsync(rounds: 50);

    private async Task PlayAsync(int rounds)
    {
        for (var round = 1; round <= rounds; round++)
        {
            var first = await (await _nodes[round % _nodes.Length].LogInAsync(_email, Ct)).ReadAsync<Session>(Ct);
            var second = await RaceInsideAsync(first);
            await ReplayOutsideAsync(second);
            await AuditedAsync(first.User.Id, times: round);
        }

        (await app.MailToAsync(_email, Ct)).Count(m => m.Subject == "A session was ended for your safety").ShouldBe(rounds, "one mail for each session, however many replays");
        await app.ShouldHoldInvariantsAsync(Ct);
    }

    /// <summary>All of them win, and what they win is one and the same.</summary>
    private async Task<Session> RaceInsideAsync(Session first)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Ask(first)));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.OK);
        var winners = await Task.WhenAll(answers.Select(a => a.ReadAsync<Session>(Ct)));
        winners.Select(w => w.RefreshToken).Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        foreach (var winner in winners[..(2 * _nodes.Length)])
        {
            (await WhoAmIAsync(winner)).ShouldAllBe(status => status == HttpStatusCode.OK);
        }

        var tokens = await app.RowsAsync(
            "SELECT t.generation, f.generation FROM refresh_tokens t JOIN refresh_families f ON f.id = t.family_id WHERE f.user_id = @p0 AND f.revoked_at IS NULL AND f.generation > 1 ORDER BY t.generation",
            Ct, first.User.Id);
        tokens.Select(row => (Convert.ToInt32(row[0]), Convert.ToInt32(row[1]))).ShouldBe([(1, 2), (2, 2)], "one was retired, once, for one successor");
        await NoTokenIsLeftOverAsync();
        return winners[0];
    }

    /// <summary>One exchange succeeds; long after it come replays, among honest refreshes of the token that is current.</summary>
    private async Task ReplayOutsideAsync(Session second)
    {
        app.Clock.Advance(OutsideOverlap);
        var third = await (await Ask(second)).ReadAsync<Session>(Ct);
        app.Clock.Advance(OutsideOverlap);

        var race = Enumerable.Range(0, AtOnce).Select(i => i % 5 == 2 ? Ask(third) : Ask(second)).ToArray();
        var answers = await Task.WhenAll(race);

        var replays = answers.Where((_, i) => i % 5 != 2).ToList();
        replays.Count.ShouldBe(AtOnce * 4 / 5);
        replays.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Unauthorized, "the one success was the exchange before");
        await NoTokenIsLeftOverAsync();
        List<Session> handedOut = [second, third];
        foreach (var honest in answers.Where(a => a.StatusCode == HttpStatusCode.OK))
        {
            handedOut.Add(await honest.ReadAsync<Session>(Ct));
        }

        foreach (var token in handedOut.DistinctBy(s => s.RefreshToken))
        {
            await (await Ask(token)).ShouldBeProblemAsync(401, "auth.refresh_invalid", Ct);
            (await WhoAmIAsync(token)).ShouldAllBe(status => status == HttpStatusCode.Unauthorized, "access tokens die with their family, on every node");
        }
    }

    private async Task AuditedAsync(Guid userId, int times) =>
        (await app.ScalarAsync<int>("SELECT COUNT(*) FROM audit_events WHERE user_id = @p0 AND name = 'session.refresh_reused'", Ct, userId)).ShouldBe(times, "each theft is one line, however many replays");

    private async Task NoTokenIsLeftOverAsync()
    {
        foreach (var broken in new[] { "a token lives in a session that was ended", "a session has two live refresh tokens" })
        {
            (await app.RowsAsync(Invariants.All[broken], Ct)).ShouldBeEmpty(broken);
        }
    }

    /// <summary>At each node in turn.</summary>
    private Task<HttpResponseMessage> Ask(Session session) => _nodes[Interlocked.Increment(ref _asked) % _nodes.Length].RefreshAsync(session.RefreshToken, Ct);

    private async Task<IReadOnlyList<HttpStatusCode>> WhoAmIAsync(Session session)
    {
        var statuses = new List<HttpStatusCode>();
        foreach (var node in _nodes)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/user/me") { Headers = { Authorization = new("Bearer", session.Token) } };
            statuses.Add((await node.SendAsync(request, Ct)).StatusCode);
        }

        return statuses;
    }
}

public sealed class RefreshRacesOnSqlite(SqliteApp app) : RefreshRaceTests(app), IClassFixture<SqliteApp>;

public sealed class RefreshRacesOnPostgres(PostgresApp app) : RefreshRaceTests(app), IClassFixture<PostgresApp>
{
    protected override GreenroomApp? Second { get; } = app.Again();
}
