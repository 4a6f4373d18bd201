using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using Greenroom.Platform.Errors;

namespace Greenroom.Platform.Http;

/// <summary>Where the next page of a list starts: after the row with this instant and id, newest first.</summary>
public readonly record struct Cursor(DateTime CreatedAt, Guid Id)
{
    private const int Size = sizeof(long) + 16;

    /// <summary>The same for a list in the order of a number that is not negative.</summary>
    public static Cursor After(long number, Guid id) => new(new DateTime(number, DateTimeKind.Utc), id);

    /// <summary>What <see cref="After"/> was given.</summary>
    public long Number => CreatedAt.Ticks;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, CreatedAt.Ticks);
        Id.TryWriteBytes(bytes[sizeof(long)..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Cursor? cursor)
    {
        cursor = null;
        Span<byte> bytes = stackalloc byte[Size];
        if (text is null || text.Length != Base64Url.GetEncodedLength(Size) || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != Size)
        {
            return false;
        }

        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        cursor = new Cursor(new DateTime(ticks, DateTimeKind.Utc), new Guid(bytes[sizeof(long)..], bigEndian: true));
        return true;
    }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">In the order of the list.</param>
/// <param name="NextCursor">Send it as <c>?cursor=</c> for the next page; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>The validated <c>?cursor=&amp;limit=</c> of a list.</summary>
public readonly record struct PageRequest(Cursor? After, int Limit)
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 100;

    /// <summary>What <c>cursor</c> and <c>limit</c> mean, for the API document.</summary>
    public const string OnCursor = "Where to go on: the `next_cursor` of the page before. Opaque; from the start when absent.";

    /// <inheritdoc cref="OnCursor"/>
    public const string OnLimit = "Items on a page.";

    public static Result<PageRequest> From(string? cursor, int? limit)
    {
        if (limit is < 1 or > MaxLimit)
        {
            return CommonFailures.Invalid("limit", $"The limit must be between 1 and {MaxLimit}.");
        }

        if (string.IsNullOrEmpty(cursor))
        {
            return new PageRequest(After: null, limit ?? DefaultLimit);
        }

        return Cursor.TryParse(cursor, out var after)
            ? new PageRequest(after, limit ?? DefaultLimit)
            : CommonFailures.Invalid("cursor", "This cursor is not one that this list gave out.");
    }
}
