namespace Greenroom.Platform.Data;

public static class Ids
{
    /// <summary>A new id that sorts by <paramref name="utcNow"/>: UUID version 7 (RFC 9562).</summary>
    public static Guid New(DateTime utcNow) => Guid.CreateVersion7(new DateTimeOffset(utcNow, TimeSpan.Zero));
}
