using System.Globalization;
using System.Text.Json;
using Greenroom.Platform.Data;

namespace Greenroom.Growth.Platforms.Instagram;

/// <summary>Reads what the platform sends now as a number, now as text, and often not at all. Null is what it did not say.</summary>
internal static class GraphJson
{
    private const int LongestId = 40;

    public static JsonElement? Property(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>A text, or a number as it was written: ids are larger than a double holds.</summary>
    public static string? Text(this JsonElement element, string name) => element.Property(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>Null as well for one that cannot be kept.</summary>
    public static string? Id(this JsonElement element, string name) => StorableText.Whole(element.Filled(name), LongestId);

    /// <summary>A text that is there and is not empty.</summary>
    public static string? Filled(this JsonElement element, string name) => element.Text(name) is { Length: > 0 } text ? text : null;

    public static int? Number(this JsonElement element, string name) => element.Property(name) is { } value ? Number(value) : null;

    /// <summary>Null as well for what no counter can be.</summary>
    public static int? Count(this JsonElement element, string name) => element.Number(name) is >= 0 and var count ? count : null;

    public static int? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt32(out var number) => number,
        JsonValueKind.String when int.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    /// <summary>Empty when there is no such list.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement element, string name) =>
        element.Property(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
