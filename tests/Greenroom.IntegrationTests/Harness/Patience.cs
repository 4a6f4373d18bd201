using System.Diagnostics;

namespace Greenroom.IntegrationTests.Harness;

/// <summary>Waits for what happens on another thread or in another process. It has an end, so that a test fails instead of standing still.</summary>
public static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TimeoutException">It did not come true in two minutes of real time.</exception>
    public static async Task UntilAsync(Func<Task<bool>> isTrue, string what, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await isTrue())
        {
            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"{Limit.TotalMinutes:0} minutes went by before {what}.");
            }

            await Task.Delay(Step, ct);
        }
    }

    public static Task UntilAsync(Func<bool> isTrue, string what, CancellationToken ct) => UntilAsync(() => Task.FromResult(isTrue()), what, ct);
}
