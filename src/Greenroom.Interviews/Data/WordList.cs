using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Greenroom.Interviews.Data;

/// <summary>A short list of slugs or ids in one column, separated by line breaks, which neither can contain.</summary>
internal static class WordList
{
    private static readonly ValueConverter<IReadOnlyList<string>, string> Converter = new(
        list => string.Join('\n', list),
        text => text.Length == 0 ? Array.Empty<string>() : text.Split('\n', StringSplitOptions.None));

    private static readonly ValueComparer<IReadOnlyList<string>> Comparer = new(
        (a, b) => a!.SequenceEqual(b!),
        list => list.Aggregate(0, (hash, word) => HashCode.Combine(hash, word)),
        list => list.ToArray());

    public static PropertyBuilder<IReadOnlyList<string>> AsWordList(this PropertyBuilder<IReadOnlyList<string>> property, int maxLength) =>
        property.HasConversion(Converter, Comparer).HasMaxLength(maxLength);
}
