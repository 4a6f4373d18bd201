using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Greenroom.Platform.Http;

namespace Greenroom.Platform.PersonalData;

/// <summary>The ZIP of an export while it is written: row by row, so that a long history takes no more memory than a short one.</summary>
/// <param name="flushAsync">Carries away what has been written so far; called now and then, between two rows.</param>
public sealed class UserArchive(ZipArchive zip, Func<CancellationToken, Task> flushAsync)
{
    private const int BytesBetweenFlushes = 32 * 1024;
    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JsonFormat.Options.Encoder };

    /// <summary>A text of its own, beside the tables.</summary>
    /// <param name="path">Inside the archive, with forward slashes.</param>
    public async Task WriteTextAsync(string path, string text, CancellationToken ct)
    {
        await using (var entry = await OpenAsync(path, ct))
        {
            await entry.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
        }

        await flushAsync(ct);
    }

    internal async Task WriteTableAsync(string table, IReadOnlyList<ExportedColumn> columns, IAsyncEnumerable<object?[]> rows, CancellationToken ct)
    {
        await using (var entry = await OpenAsync($"{table}.json", ct))
        await using (var json = new Utf8JsonWriter(entry, Json))
        {
            json.WriteStartArray();
            await foreach (var row in rows.WithCancellation(ct))
            {
                json.WriteStartObject();
                for (var i = 0; i < columns.Count; i++)
                {
                    Write(json, columns[i], row[i]);
                }

                json.WriteEndObject();
                if (json.BytesPending > BytesBetweenFlushes)
                {
                    await json.FlushAsync(ct);
                    await flushAsync(ct);
                }
            }

            json.WriteEndArray();
        }

        await flushAsync(ct);
    }

    private static void Write(Utf8JsonWriter json, ExportedColumn column, object? value)
    {
        json.WritePropertyName(column.Name);
        if (column.IsSecret)
        {
            json.WriteStartObject();
            json.WriteBoolean("present", value is true);
            json.WriteEndObject();
            return;
        }

        var stored = column.Stored(value);
        JsonSerializer.Serialize(json, stored, stored?.GetType() ?? typeof(object), JsonFormat.Options);
    }

    private Task<Stream> OpenAsync(string path, CancellationToken ct) => zip.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(ct);
}
