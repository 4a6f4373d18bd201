using System.Data.Common;
using Npgsql;

namespace Greenroom.IntegrationTests.Platform;

/// <summary>A database's tables, columns, keys, indexes and foreign keys as sorted lines, so that two databases can be compared whatever the order of their columns.</summary>
internal static class Schema
{
    private const string OnSqlite =
        """
        SELECT t.name || '.' || c.name || ' ' || c.type || CASE c."notnull" WHEN 1 THEN ' not null' ELSE '' END || ' pk ' || c.pk || ' default ' || IFNULL(c.dflt_value, '-')
        FROM sqlite_master t JOIN pragma_table_xinfo(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'
        UNION ALL
        SELECT t.name || ' index ' || CASE i.origin WHEN 'c' THEN i.name ELSE i.origin END || CASE i."unique" WHEN 1 THEN ' unique' ELSE '' END || CASE i.partial WHEN 1 THEN ' partial' ELSE '' END
          || ' (' || (SELECT group_concat(IFNULL(x.name, '?') || CASE x.desc WHEN 1 THEN ' desc' ELSE '' END, ', ') FROM (SELECT * FROM pragma_index_xinfo(i.name) WHERE key = 1 ORDER BY seqno) x) || ')'
          || IFNULL((SELECT ' ' || substr(m.sql, instr(m.sql, ' WHERE ')) FROM sqlite_master m WHERE m.type = 'index' AND m.name = i.name AND i.partial = 1), '')
        FROM sqlite_master t JOIN pragma_index_list(t.name) i WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'
        UNION ALL
        SELECT t.name || ' references ' || f."table" || ' (' || f."from" || ' -> ' || f."to" || ') on delete ' || f.on_delete
        FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
        """;

    private const string OnPostgres =
        """
        SELECT table_name || '.' || column_name || ' ' || data_type || COALESCE('(' || character_maximum_length || ')', '') || CASE is_nullable WHEN 'NO' THEN ' not null' ELSE '' END
          || ' default ' || COALESCE(column_default, '-')
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL
        SELECT tablename || ' index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL
        SELECT conrelid::regclass || ' constraint ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
        """;

    public static async Task<IReadOnlyList<string>> ReadAsync(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = connection is NpgsqlConnection ? OnPostgres : OnSqlite;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var lines = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            lines.Add(reader.GetString(0));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }
}
