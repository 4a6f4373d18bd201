using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Greenroom.Platform.Data;

/// <summary>Enums are stored as the words that the API uses: <c>in_progress</c>.</summary>
public sealed class SnakeCaseEnum<T>() : ValueConverter<T, string>(value => ToWord(value), word => FromWord(word))
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Values =
        Enum.GetValues<T>().ToDictionary(ToWord, StringComparer.Ordinal);

    public static IEnumerable<string> Words => Values.Keys;

    public static bool TryParse(string word, out T value) => Values.TryGetValue(word, out value);

    private static string ToWord(T value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static T FromWord(string word) => Values[word];
}
