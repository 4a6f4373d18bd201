using Npgsql;

namespace Greenroom.Platform.Data;

/// <summary>Tells a direct or session-mode connection from a transaction pooler, behind which LISTEN and session locks stop working without a word.</summary>
internal static class SessionProbe
{
    private const int Patience = 5;

    /// <param name="connection">Open and idle.</param>
    /// <exception cref="FormatException">Two statements of this connection were answered by different server processes; the sentence names the variable.</exception>
    public static async Task DemandSessionAsync(NpgsqlConnection connection, string connectionString, CancellationToken ct)
    {
        var first = await BackendAsync(connection, ct);

        // A pooler hands the process that was free last to whoever asks next. While the other one holds it, the first must get another, or wait.
        await using var other = new NpgsqlConnection(connectionString);
        await other.OpenAsync(ct);
        await using var transaction = await other.BeginTransactionAsync(ct);
        await BackendAsync(other, ct);
        if (await BackendOrNoneAsync(connection, ct) != first)
        {
            throw new FormatException(
                "DATABASE_URL leads to a transaction pooler, behind which locks and notifications are lost. Use the direct or the session-mode address of the database (with PgBouncer pool_mode=session; hosted databases often have it on port 5432).");
        }
    }

    private static async Task<int?> BackendOrNoneAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        try
        {
            return await BackendAsync(connection, ct);
        }
        catch (NpgsqlException exception) when (exception.InnerException is TimeoutException)
        {
            return null;
        }
    }

    private static async Task<int> BackendAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT pg_backend_pid()", connection) { CommandTimeout = Patience };
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }
}
