using System.Net;
using Greenroom.IntegrationTests.Reliability;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>Behind a transaction pooler locks and notifications are lost without a word, so the start refuses it with one. A real PgBouncer in between.</summary>
public sealed class PoolerTests(PostgresServer postgres) : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("greenroom-pooler-").FullName;
    private string _database = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await postgres.CreateDatabaseAsync(Ct);

    public async ValueTask DisposeAsync()
    {
        await postgres.DropDatabaseAsync(_database, CancellationToken.None);
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_transaction_pooler_stops_the_start_with_a_sentence()
    {
        await using var bouncer = await PgBouncer.StartAsync(_database, "transaction", Ct);

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => StartAsync(bouncer));

        refusal.Message.ShouldContain("Greenroom cannot start: DATABASE_URL leads to a transaction pooler");
        refusal.Message.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_session_pooler_serves()
    {
        await using var bouncer = await PgBouncer.StartAsync(_database, "session", Ct);

        await using var host = await StartAsync(bouncer);

        using var client = host.NewClient();
        (await client.GetAsync("/health", Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await client.RegisterAsync(Api.NewEmail(), Ct);
    }

    private Task<HostProcess> StartAsync(PgBouncer bouncer) => HostProcess.StartAsync(
        new Dictionary<string, string>(StringComparer.Ordinal) { ["DATA_DIR"] = _data, ["DATABASE_URL"] = bouncer.Url }, Ct);
}
