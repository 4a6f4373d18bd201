using System.Data.Common;
using Npgsql;

namespace Greenroom.IntegrationTests.Harness;

/// <summary>Looks into the database past the application. The SQL is what both engines understand; parameters are @p0, @p1, …</summary>
public static class Sql
{
    public static async Task<T?> ScalarAsync<T>(this GreenroomApp app, string sql, CancellationToken ct, params object[] values)
    {
        await using var connection = await app.OpenConnectionAsync(ct);
        await using var command = Command(connection, sql, values);
        var value = await command.ExecuteScalarAsync(ct);
        return value is null or DBNull ? default : (T)Convert.ChangeType(value, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T));
    }

    public static async Task<IReadOnlyList<object?[]>> RowsAsync(this GreenroomApp app, string sql, CancellationToken ct, params object[] values)
    {
        await using var connection = await app.OpenConnectionAsync(ct);
        await using var command = Command(connection, sql, values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(ct))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add([.. row.Select(v => v is DBNull ? null : v)]);
        }

        return rows;
    }

    public static async Task<int> ExecuteAsync(this GreenroomApp app, string sql, CancellationToken ct, params object[] values)
    {
        await using var connection = await app.OpenConnectionAsync(ct);
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static DbCommand Command(DbConnection connection, string sql, object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = connection is NpgsqlConnection ? $"p{i}" : $"@p{i}";
            parameter.Value = values[i];
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
