using Npgsql;

namespace Greenroom.IntegrationTests.Harness;

/// <summary>Somebody else at the same PostgreSQL who locks rows in an order of their own, until they are disposed of.</summary>
internal sealed class Rival : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private Rival(NpgsqlConnection connection) => _connection = connection;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Rival> BeginAsync(PostgresApp app)
    {
        var rival = new Rival(new NpgsqlConnection(app.ConnectionString));
        await rival._connection.OpenAsync(Ct);
        await rival.RunAsync("BEGIN");
        return rival;
    }

    public Task LockAsync(string table, string condition) => RunAsync($"SELECT 1 FROM {table} WHERE {condition} FOR UPDATE");

    public Task IsWaitedForAsync(string what) => Patience.UntilAsync(
        async () =>
        {
            await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))", _connection);
            return (bool)(await command.ExecuteScalarAsync(Ct))!;
        },
        what,
        Ct);

    /// <summary>Closes the circle. Who has waited for a second looks for deadlocks, once, and is the one to lose; on a machine that stood still for that second it is the rival.</summary>
    /// <returns>False when it was the rival.</returns>
    public async Task<bool> WinsAsync(string table, string condition)
    {
        try
        {
            await LockAsync(table, condition);
            return true;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DeadlockDetected)
        {
            return false;
        }
    }

    /// <summary>Takes its locks with it.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task RunAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
