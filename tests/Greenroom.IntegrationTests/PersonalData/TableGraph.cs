namespace Greenroom.IntegrationTests.PersonalData;

/// <summary>The tables of the database and the way from each to the user whose rows it holds, read from the schema itself and from nothing that the application says.</summary>
internal sealed class TableGraph
{
    private const string ColumnsOnSqlite =
        "SELECT t.name, c.name, c.type FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'";

    private const string ColumnsOnPostgres =
        "SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c JOIN information_schema.tables t ON t.table_name = c.table_name AND t.table_schema = c.table_schema "
        + "WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'";

    private const string KeysOnSqlite =
        "SELECT t.name, f.\"from\", f.\"table\", f.\"to\" FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'";

    private const string KeysOnPostgres =
        "SELECT r.relname, a.attname, p.relname, b.attname FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid JOIN pg_class p ON p.oid = c.confrelid "
        + "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1] "
        + "WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace";

    private readonly GreenroomApp _app;
    private readonly ILookup<string, (string Name, string Type)> _columns;
    private readonly ILookup<string, (string Column, string Parent, string ParentColumn)> _keys;

    private TableGraph(GreenroomApp app, IEnumerable<object?[]> columns, IEnumerable<object?[]> keys)
    {
        _app = app;
        _columns = columns.ToLookup(c => $"{c[0]}", c => ($"{c[1]}", $"{c[2]}"), StringComparer.Ordinal);
        _keys = keys.ToLookup(k => $"{k[0]}", k => ($"{k[1]}", $"{k[2]}", $"{k[3]}"), StringComparer.Ordinal);
    }

    public IEnumerable<string> Tables => _columns.Select(c => c.Key).Order(StringComparer.Ordinal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<TableGraph> ReadAsync(GreenroomApp app) => new(
        app,
        await app.RowsAsync(app.IsPostgres ? ColumnsOnPostgres : ColumnsOnSqlite, Ct),
        await app.RowsAsync(app.IsPostgres ? KeysOnPostgres : KeysOnSqlite, Ct));

    /// <summary>Every column of these tables, as table.column.</summary>
    public IEnumerable<string> ColumnsOf(IEnumerable<string> tables) => tables.SelectMany(table => _columns[table].Select(column => $"{table}.{column.Name}"));

    /// <summary>The column by which a table's rows belong to a user, at once or over other tables; null where nothing leads to one.</summary>
    public string? OwnerColumn(string table) =>
        table == "users" ? "id"
        : _columns[table].Any(c => c.Name == "user_id") ? "user_id"
        : _keys[table].Where(k => k.Parent != table && OwnerColumn(k.Parent) is not null).Select(k => k.Column).FirstOrDefault();

    /// <summary>A condition on the rows of a table that are those of the user @p0.</summary>
    public string IsOfUser(string table)
    {
        var column = OwnerColumn(table).ShouldNotBeNull(table);
        var key = _keys[table].FirstOrDefault(k => k.Column == column);
        return column is "user_id" || table == "users" ? $"{column} = @p0" : $"{column} IN (SELECT {key.ParentColumn} FROM {key.Parent} WHERE {IsOfUser(key.Parent)})";
    }

    /// <summary>What stands in the owner's column, and in the id where there is one, of each row of the user.</summary>
    public async Task<IReadOnlyList<string>> KeysOfAsync(string table, Guid userId) =>
        [.. (await _app.RowsAsync($"SELECT {string.Join(", ", KeyColumns(table).Select(c => $"CAST({c} AS TEXT)"))} FROM {table} WHERE {IsOfUser(table)}", Ct, userId))
            .Select(row => string.Join('/', row).ToLowerInvariant()).Order(StringComparer.Ordinal)];

    public IReadOnlyList<string> KeyColumns(string table) =>
        [OwnerColumn(table)!, .. _columns[table].Where(c => c.Name == "id" && table != "users").Select(c => c.Name)];

    /// <summary>Every place, as table.column, that has one of the words anywhere in it.</summary>
    public async Task<IReadOnlyList<string>> PlacesOfAsync(IReadOnlyList<string> words, IEnumerable<string> tables)
    {
        // Bytes are archives, which are packed; the rest is read as text, whatever it is.
        var places = tables.SelectMany(t => _columns[t].Where(c => c.Type is not ("bytea" or "BLOB")).Select(c => (Table: t, Column: c.Name)));
        var like = _app.IsPostgres ? "ILIKE" : "LIKE";
        var found = new List<string>();
        foreach (var some in places.Chunk(100))
        {
            var sql = string.Join(" UNION ALL ", some.Select(p =>
                $"SELECT '{p.Table}.{p.Column}' FROM \"{p.Table}\" WHERE {string.Join(" OR ", words.Select((_, i) => $"CAST(\"{p.Column}\" AS TEXT) {like} @p{i}"))}"));
            found.AddRange((await _app.RowsAsync(sql, Ct, [.. words.Select(w => (object)$"%{w}%")])).Select(row => $"{row[0]}"));
        }

        return [.. found.Distinct().Order(StringComparer.Ordinal)];
    }
}
