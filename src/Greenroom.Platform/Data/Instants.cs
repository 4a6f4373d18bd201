namespace Greenroom.Platform.Data;

public static class Instants
{
    /// <summary>Now, in UTC and as precise as both engines store it (microseconds): what is answered is what will be read back.</summary>
    public static DateTime UtcNow(this TimeProvider clock) => Truncate(clock.GetUtcNow().UtcDateTime);

    internal static DateTime Truncate(DateTime instant) => new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
