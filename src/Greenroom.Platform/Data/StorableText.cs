namespace Greenroom.Platform.Data;

/// <summary>What of a text that came from outside both engines can keep: PostgreSQL knows no NUL and holds columns to their length, and neither half of a pair of surrogates is a character.</summary>
public static class StorableText
{
    /// <summary>Cut between characters, and without NUL.</summary>
    public static string? Bounded(string? text, int longest)
    {
        var clean = text?.Replace("\0", "", StringComparison.Ordinal);
        if (clean is null || clean.Length <= longest)
        {
            return clean;
        }

        return clean[..(char.IsHighSurrogate(clean[longest - 1]) ? longest - 1 : longest)];
    }

    /// <summary>For ids and addresses, of which a part is none.</summary>
    public static string? Whole(string? text, int longest) => text?.Length <= longest && !text.Contains('\0') ? text : null;
}
