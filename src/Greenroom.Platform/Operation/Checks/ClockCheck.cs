using System.Globalization;
using Greenroom.Platform.Data;

namespace Greenroom.Platform.Operation.Checks;

/// <summary>Tokens bear a minute of difference between clocks, jobs and periods go by them.</summary>
internal sealed class ClockCheck(QuietDatabase database, TimeProvider clock) : IDoctorCheck
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromMinutes(1);

    public string Name => "clock";

    public async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        if (!database.IsSqlite)
        {
            var theirs = (DateTime)(await database.ScalarAsync("SELECT clock_timestamp()", ct))!;
            return [Judge(theirs.ToUniversalTime() - now, "the clock of the database")];
        }

        if (!await database.HasAsync("20261122000000_platform", ct))
        {
            return [];
        }

        // What was written last cannot lie in the future, unless the clock was or is wrong.
        var written = await database.ScalarAsync("SELECT MAX(created_at) FROM jobs", ct) is string text
            ? DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
            : now;
        return [Judge(written > now ? written - now : TimeSpan.Zero, "the newest entry of the database")];
    }

    internal static Finding Judge(TimeSpan ahead, string what) => ahead.Duration() <= Tolerated
        ? Finding.Ok("agrees with the database")
        : Finding.Problem(string.Create(CultureInfo.InvariantCulture, $"{what} is {ahead.Duration().TotalMinutes:0} minutes {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} this machine's: set the clock (chrony, systemd-timesyncd)"));
}
