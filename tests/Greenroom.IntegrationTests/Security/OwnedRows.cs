using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Greenroom.IntegrationTests.Security;

/// <summary>
/// Everything in the database that hangs on one person: the rows of any table that name the person, or a row that does. Found by ids and not by a list of
/// tables, so that a table which is added tomorrow is looked at too.
/// </summary>
internal sealed partial class OwnedRows
{
    private OwnedRows(IReadOnlySet<string> ids, IReadOnlyList<string> rows) => (Ids, Rows) = (ids, rows);

    /// <summary>Of the person and of every row, as 32 digits.</summary>
    public IReadOnlySet<string> Ids { get; }

    /// <summary>Table and values, in order.</summary>
    public IReadOnlyList<string> Rows { get; }

    public static async Task<OwnedRows> ReadAsync(GreenroomApp app, Guid owner, CancellationToken ct)
    {
        var all = await AllAsync(app, ct);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var rows = new HashSet<Row>();
        var naming = all.SelectMany(row => row.Names.Select(id => (id, row))).ToLookup(pair => pair.id, pair => pair.row);
        var next = new Queue<string>([owner.ToString("N")]);
        while (next.TryDequeue(out var id))
        {
            if (!ids.Add(id))
            {
                continue;
            }

            foreach (var row in naming[id].Where(rows.Add))
            {
                if (row.Id is { } own)
                {
                    next.Enqueue(own);
                }
            }
        }

        return new OwnedRows(ids, [.. rows.Select(row => row.Text).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Ids in a text, however they are written.</summary>
    public static IEnumerable<string> IdsIn(string text) => Id().Matches(text).Select(m => m.Value.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()).Distinct(StringComparer.Ordinal);

    private static async Task<List<Row>> AllAsync(GreenroomApp app, CancellationToken ct)
    {
        var tables = await app.RowsAsync(
            app.IsPostgres
                ? "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
                : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
            ct);
        var rows = new List<Row>();
        await using var connection = await app.OpenConnectionAsync(ct);
        foreach (var table in tables.Select(t => (string)t[0]!).Where(t => !t.StartsWith("__", StringComparison.Ordinal)))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                rows.Add(Read(table, reader));
            }
        }

        return rows;
    }

    private static Row Read(string table, DbDataReader reader)
    {
        var values = Enumerable.Range(0, reader.FieldCount).Select(i => (Name: reader.GetName(i), Value: Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))).ToList();
        var text = $"{table}: {string.Join(" | ", values.Select(v => $"{v.Name}={v.Value}"))}";
        return new Row(text, values.Where(v => v.Name == "id").SelectMany(v => IdsIn(v.Value!)).FirstOrDefault(), [.. IdsIn(text)]);
    }

    private sealed record Row(string Text, string? Id, IReadOnlyList<string> Names);

    [GeneratedRegex("(?<![0-9A-Za-z])[0-9A-Fa-f]{8}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{4}-?[0-9A-Fa-f]{12}(?![0-9A-Za-z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();
}
