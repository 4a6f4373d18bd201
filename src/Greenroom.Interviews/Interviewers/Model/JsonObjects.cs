using System.Text;
using System.Text.Json;

namespace Greenroom.Interviews.Interviewers.Model;

/// <summary>Finds the JSON object in what a model wrote around it. Endpoints that ignore response_format answer with prose and code fences.</summary>
internal static class JsonObjects
{
    private const int MostStarts = 50;
    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 16, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>The first object that has this member, or null.</summary>
    public static JsonElement? Find(string text, string member)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var start = -1;
        for (var tries = 0; tries < MostStarts; tries++)
        {
            var next = Array.IndexOf(bytes, (byte)'{', start + 1);
            if (next < 0)
            {
                return null;
            }

            start = next;
            if (TryRead(bytes.AsSpan(start)) is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(member, out _))
            {
                return found;
            }
        }

        return null;
    }

    private static JsonElement? TryRead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, Strict);
            return JsonElement.TryParseValue(ref reader, out var element) ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
