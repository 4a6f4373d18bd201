using System.Text.Json;

namespace Greenroom.IntegrationTests.Growth;

/// <summary>Reads the stream of a user's accounts event by event.</summary>
internal sealed class EventReader(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    public static async Task<EventReader> OpenAsync(HttpClient http, CancellationToken ct)
    {
        var response = await http.GetAsync("/api/growth/events", HttpCompletionOption.ResponseHeadersRead, ct);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        return new EventReader(response, new StreamReader(await response.Content.ReadAsStreamAsync(ct)));
    }

    public async Task<(string Type, JsonElement Data)> NextAsync(CancellationToken ct)
    {
        string? type = null;
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                type = line[7..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return (type!, JsonDocument.Parse(line[6..]).RootElement);
            }
        }

        throw new InvalidOperationException("The stream ended.");
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }
}
