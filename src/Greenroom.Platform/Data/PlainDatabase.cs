using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Greenroom.Platform.Data;

/// <summary>Reads without EF: for what a start asks before there is time to build a model, and for questions that need none.</summary>
public sealed class PlainDatabase(IOptions<DatabaseOptions> options)
{
    /// <summary>All rows of a query, each with its values in order; null for NULL.</summary>
    /// <param name="sql">Fixed text that both engines understand, never anything that came from outside.</param>
    /// <param name="ct">Ends the wait.</param>
    public async Task<IReadOnlyList<object?[]>> ReadAsync(string sql, CancellationToken ct)
    {
        await using var connection = NewConnection();
        await connection.OpenAsync(ct);
        return await ReadAsync(connection, sql, ct);
    }

    /// <inheritdoc cref="ReadAsync(string, CancellationToken)"/>
    internal static async Task<IReadOnlyList<object?[]>> ReadAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // See the parameter: fixed text.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(ct))
        {
            var values = new object?[reader.FieldCount];
            for (var column = 0; column < values.Length; column++)
            {
                values[column] = await reader.IsDBNullAsync(column, ct) ? null : reader.GetValue(column);
            }

            rows.Add(values);
        }

        return rows;
    }

    private DbConnection NewConnection() =>
        options.Value.Engine == DatabaseEngine.Sqlite ? new SqliteConnection(options.Value.ConnectionString) : Postgres();

    private NpgsqlConnection Postgres() => new(options.Value.ConnectionString);
}
